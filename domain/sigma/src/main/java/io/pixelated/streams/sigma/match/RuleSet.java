package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.predicate.RegexFind;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled detection rules, asked for the ones that an event satisfies. Immutable and safe for
 * threads; {@link #with} and {@link #without} give changed copies that share what did not change.
 */
public final class RuleSet {

  /** Kinds of events, by their log sources, that are remembered; real streams have dozens. */
  private static final int MAX_INDEXES = 256;

  private final Modifiers modifiers;
  private final FieldSlots slots;
  private final Map<String, CompiledRule> byKey;
  private final Map<LogSources, CandidateIndex> indexes = new ConcurrentHashMap<>();

  private RuleSet(Modifiers modifiers, FieldSlots slots, Map<String, CompiledRule> byKey) {
    this.modifiers = modifiers;
    this.slots = slots;
    this.byKey = Collections.unmodifiableMap(byKey);
  }

  public static RuleSet of(Collection<DetectionRule> rules) {
    return of(rules, Placeholders.NONE);
  }

  /**
   * Compiles rules.
   *
   * @param placeholders the values the rules were loaded with
   */
  public static RuleSet of(Collection<DetectionRule> rules, Placeholders placeholders) {
    Modifiers modifiers = new Modifiers(placeholders);
    FieldSlots slots = new FieldSlots();
    Map<String, CompiledRule> byKey = new LinkedHashMap<>();
    for (DetectionRule rule : rules) {
      byKey.put(rule.key(), RuleCompiler.compile(rule, modifiers, slots));
    }
    return new RuleSet(modifiers, slots, byKey);
  }

  /** This set with {@code rule} added, in place of the one with the same key if there is one. */
  public RuleSet with(DetectionRule rule) {
    Map<String, CompiledRule> changed = new LinkedHashMap<>(byKey);
    changed.put(rule.key(), RuleCompiler.compile(rule, modifiers, slots));
    return new RuleSet(modifiers, slots, changed);
  }

  /** This set without the rule of that key. */
  public RuleSet without(String key) {
    Map<String, CompiledRule> changed = new LinkedHashMap<>(byKey);
    changed.remove(key);
    return new RuleSet(modifiers, slots, changed);
  }

  public int size() {
    return byKey.size();
  }

  public Optional<DetectionRule> rule(String key) {
    return Optional.ofNullable(byKey.get(key)).map(CompiledRule::rule);
  }

  /** The rules that {@code event} satisfies, in the order in which they were added. */
  public List<RuleMatch> match(EventView event) {
    CandidateIndex index = indexFor(event.logSources());
    return index.size() == 0 ? List.of() : index.match(new Reading(event, slots.size()));
  }

  /** How many rules apply to events of {@code sources}. */
  public int applicableTo(LogSources sources) {
    return indexFor(sources).size();
  }

  /** How often the step bound ended the search of a regular expression. */
  public long regexOverruns() {
    return byKey.values().stream()
        .flatMap(rule -> rule.boundedRegexes().stream())
        .mapToLong(RegexFind::overruns)
        .sum();
  }

  private CandidateIndex indexFor(LogSources sources) {
    CandidateIndex known = indexes.get(sources);
    return known == null ? addIndex(sources) : known;
  }

  private synchronized CandidateIndex addIndex(LogSources sources) {
    if (indexes.size() >= MAX_INDEXES) {
      indexes.clear();
    }
    return indexes.computeIfAbsent(
        sources,
        s ->
            CandidateIndex.of(
                byKey.values().stream()
                    .filter(rule -> s.include(rule.rule().logSource()))
                    .toList()));
  }
}
