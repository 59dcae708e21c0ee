package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.predicate.RegexFind;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
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

  /** Kinds of events beyond this number are looked up anew each time. */
  private static final int MAX_REMEMBERED_KINDS = 1_000;

  private final Modifiers modifiers;
  private final FieldSlots slots;
  private final Map<String, CompiledRule> byKey;
  private final Map<LogSources, CompiledRule[]> applicable = new ConcurrentHashMap<>();

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
    CompiledRule[] rules = applicable(event.logSources());
    if (rules.length == 0) {
      return List.of();
    }
    Reading reading = new Reading(event, slots.size());
    List<RuleMatch> matches = null;
    for (CompiledRule rule : rules) {
      if (rule.test().holds(reading)) {
        if (matches == null) {
          matches = new ArrayList<>();
        }
        matches.add(rule.explain(reading));
      }
    }
    return matches == null ? List.of() : matches;
  }

  /** How many rules are evaluated for events of {@code sources}. */
  public int applicableTo(LogSources sources) {
    return applicable(sources).length;
  }

  /** How often the step bound ended the search of a regular expression. */
  public long regexOverruns() {
    return byKey.values().stream()
        .flatMap(rule -> rule.boundedRegexes().stream())
        .mapToLong(RegexFind::overruns)
        .sum();
  }

  private CompiledRule[] applicable(LogSources sources) {
    CompiledRule[] known = applicable.get(sources);
    if (known != null) {
      return known;
    }
    CompiledRule[] found =
        byKey.values().stream()
            .filter(rule -> sources.include(rule.rule().logSource()))
            .toArray(CompiledRule[]::new);
    if (applicable.size() < MAX_REMEMBERED_KINDS) {
      applicable.put(sources, found);
    }
    return found;
  }
}
