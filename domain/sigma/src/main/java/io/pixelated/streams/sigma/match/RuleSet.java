package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Compiled detection rules, asked for the ones that an event satisfies. Immutable and safe for
 * threads; {@link #changed} gives a changed copy that shares what did not change, so that changing
 * one of many rules costs about as much as compiling that one.
 */
public final class RuleSet {

  /** Kinds of events, by their log sources, that are remembered; real streams have dozens. */
  private static final int MAX_KINDS = 256;

  private final Modifiers modifiers;
  private final FieldSlots slots;
  private final ThreadLocal<Hits> hits;
  private final LongAdder overruns;
  private final KeyedRules rules;
  private final long nextOrder;
  private final KnownNames names;
  private final Map<LogSources, KindRules> kinds;

  private RuleSet(
      RuleSet before,
      KeyedRules rules,
      long nextOrder,
      KnownNames names,
      Map<LogSources, KindRules> kinds) {
    this.modifiers = before.modifiers;
    this.slots = before.slots;
    this.hits = before.hits;
    this.overruns = before.overruns;
    this.rules = rules;
    this.nextOrder = nextOrder;
    this.names = names;
    this.kinds = kinds;
  }

  private RuleSet(Modifiers modifiers, LongAdder overruns) {
    this.modifiers = modifiers;
    this.slots = new FieldSlots();
    this.hits = ThreadLocal.withInitial(Hits::new);
    this.overruns = overruns;
    this.rules = KeyedRules.NONE;
    this.nextOrder = 0;
    this.names = KnownNames.NONE;
    this.kinds = new ConcurrentHashMap<>();
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
    return new RuleSet(new Modifiers(placeholders), new LongAdder()).changed(rules, List.of());
  }

  /** This set with {@code rule} added, in place of the one with the same key if there is one. */
  public RuleSet with(DetectionRule rule) {
    return changed(List.of(rule), List.of());
  }

  /** This set without the rule of that key. */
  public RuleSet without(String key) {
    return changed(List.of(), List.of(key));
  }

  /**
   * This set without the rules of some keys and then with others added, each in place of the one
   * with the same key if there is one. Many changes at once cost less than one by one.
   */
  public RuleSet changed(Collection<DetectionRule> added, Collection<String> removed) {
    Map<String, CompiledRule> news = new LinkedHashMap<>();
    for (String key : removed) {
      if (rules.get(key) != null) {
        news.put(key, null);
      }
    }
    long order = nextOrder;
    for (DetectionRule rule : added) {
      CompiledRule before =
          news.containsKey(rule.key()) ? news.get(rule.key()) : rules.get(rule.key());
      long place = before == null ? order++ : before.order();
      news.put(rule.key(), RuleCompiler.compile(rule, place, modifiers, slots));
    }
    KeyedRules changed = rules.changed(news);
    RuleSet next = new RuleSet(this, changed, order, names.with(added), changedKinds(news));
    return slots.isTimeToCount() ? next.compacted() : next;
  }

  /** Each kind that is known with the changes that concern it. */
  private Map<LogSources, KindRules> changedKinds(Map<String, CompiledRule> news) {
    Map<LogSources, KindRules> changed = new ConcurrentHashMap<>();
    kinds.forEach(
        (sources, kind) -> {
          List<CompiledRule> gone = new ArrayList<>();
          List<CompiledRule> come = new ArrayList<>();
          news.forEach(
              (key, rule) -> {
                CompiledRule before = rules.get(key);
                if (before != null && sources.include(before.rule().logSource())) {
                  gone.add(before);
                }
                if (rule != null && sources.include(rule.rule().logSource())) {
                  come.add(rule);
                }
              });
          changed.put(sources, kind.changed(gone, come));
        });
    return changed;
  }

  /** The same rules compiled anew if most field names that are numbered are no longer used. */
  private RuleSet compacted() {
    List<CompiledRule> all = rules.inOrder();
    long used = all.stream().flatMap(rule -> rule.fields().keySet().stream()).distinct().count();
    slots.counted();
    return slots.size() < 2 * used
        ? this
        : new RuleSet(modifiers, overruns)
            .changed(all.stream().map(CompiledRule::rule).toList(), List.of());
  }

  public int size() {
    return rules.size();
  }

  public Optional<DetectionRule> rule(String key) {
    return Optional.ofNullable(rules.get(key)).map(CompiledRule::rule);
  }

  /** The rules that {@code event} satisfies, in the order in which they were added. */
  public List<RuleMatch> match(EventView event) {
    return kind(event.logSources()).match(event, hits.get(), overruns);
  }

  /** How many rules apply to events of {@code sources}. */
  public int applicableTo(LogSources sources) {
    return kind(sources).size();
  }

  /**
   * How often a rule was not evaluated to its end because one event took too long: by this set and
   * those that it was made from or that were made from it.
   */
  public long overruns() {
    return overruns.sum();
  }

  /** Field names that are numbered, of rules that are here or were. */
  int fieldSlots() {
    return slots.size();
  }

  /** Kinds of events and layouts that are remembered. */
  int remembered() {
    return kinds.values().stream().mapToInt(kind -> 1 + kind.plans()).sum();
  }

  private KindRules kind(LogSources sources) {
    KindRules same = kinds.get(sources);
    if (same != null) {
      return same;
    }
    LogSources known = names.knownOf(sources);
    KindRules kind = kinds.get(known);
    return kind == null ? addKind(known) : kind;
  }

  private synchronized KindRules addKind(LogSources sources) {
    if (kinds.size() >= MAX_KINDS) {
      kinds.remove(kinds.keySet().iterator().next());
    }
    return kinds.computeIfAbsent(
        sources,
        s ->
            KindRules.of(
                rules.inOrder().stream()
                    .filter(rule -> s.include(rule.rule().logSource()))
                    .toList()));
  }
}
