package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The rules as one subtask holds them: the generations that have their time, and changes that have
 * none yet. What is remembered is documents and times; rulebooks are compiled from them.
 */
public final class HeldRules {
  private static final long NO_GENERATION = -1;

  private final RuleSettings ruleSettings;

  /** Per key the documents that matter of the oldest generation: what runs, and a later one. */
  private final Map<String, List<RuleDocument>> documents = new HashMap<>();

  /** Per partition of the topic the offset of the last record that has been taken in. */
  private final Map<String, Long> read = new HashMap<>();

  private final TreeMap<Long, List<RuleDocument>> changes = new TreeMap<>();

  /** The rules of each generation that is kept; others in this process can have them from here. */
  private final TreeMap<Long, CompiledRules> compiled = new TreeMap<>();

  private RuleGenerations generations = RuleGenerations.NONE;

  private HeldRules(RuleSettings ruleSettings) {
    this.ruleSettings = ruleSettings;
  }

  /** Holds no rules yet. */
  public static HeldRules none(RuleSettings ruleSettings) {
    return new HeldRules(ruleSettings);
  }

  /** Holds the rules of a first start, which come oldest version first. */
  public static HeldRules first(List<RuleDocument> all, RuleSettings ruleSettings) {
    HeldRules held = new HeldRules(ruleSettings);
    CompiledRules rules = held.from(all).run();
    held.settle(all, rules.rulebook());
    // Whoever is sent these documents later finds them compiled.
    held.begin(0, Long.MIN_VALUE, held.from(held.atFirst()).as(rules));
    all.forEach(document -> held.read.put(partition(document), document.origin().offset()));
    return held;
  }

  /** Holds the rules that another told of in its {@link #memory()}. */
  static HeldRules restored(RuleMemory memory, RuleSettings ruleSettings) {
    HeldRules held = new HeldRules(ruleSettings);
    if (memory.oldest() == NO_GENERATION) {
      return held;
    }
    held.documents.putAll(memory.documents());
    held.read.putAll(memory.read());
    held.changes.putAll(memory.changes());
    long from = memory.times().getOrDefault(memory.oldest(), Long.MIN_VALUE);
    held.begin(memory.oldest(), from, held.from(held.atFirst()).run());
    new TreeMap<>(memory.times())
        .tailMap(memory.oldest(), false)
        .forEach(
            (number, time) ->
                held.hold(number, time, held.compilation(number).run(), Long.MIN_VALUE));
    return held;
  }

  /** What another needs to go on from here. */
  RuleMemory memory() {
    Map<Long, Long> times = new HashMap<>();
    generations.all().forEach(generation -> times.put(generation.number(), generation.from()));
    long oldest = compiled.isEmpty() ? NO_GENERATION : compiled.firstKey();
    return new RuleMemory(oldest, documents, read, changes, times);
  }

  /** The generations that have their time. */
  public RuleGenerations generations() {
    return generations;
  }

  /** Takes in a batch as far as it is new. */
  public void receive(RuleBatch batch) {
    List<RuleDocument> news = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    for (RuleDocument document : batch.documents()) {
      Long last = read.get(partition(document));
      if (last == null || document.origin().offset() > last) {
        read.put(partition(document), document.origin().offset());
        String before = texts.computeIfAbsent(document.key(), this::latestText);
        if (!document.text().equals(before)) {
          news.add(document);
          texts.put(document.key(), document.text());
        }
      }
    }
    if (!news.isEmpty()) {
      changes.put(batch.generation(), news);
    }
  }

  /** The number of the first change that has no time yet. */
  public OptionalLong undecided() {
    Long next = changes.higherKey(compiled.lastKey());
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** What is known of a generation for those who are to take it in. */
  RuleSwitch told(Generation generation) {
    return new RuleSwitch(
        generation.number(),
        generation.from(),
        generation.equals(generations.oldest()) ? atFirst() : changes.get(generation.number()));
  }

  /** What became of the documents that changed with a generation. */
  Collection<RuleStatus> statuses(long number) {
    Map<String, RuleStatus> latest = new LinkedHashMap<>();
    compiled.get(number).statuses().forEach(status -> latest.put(status.key(), status));
    return latest.values();
  }

  /** What compiles a change that follows the newest generation. */
  Compilation compilation(long number) {
    return Compilation.after(compiled.lastEntry().getValue(), changes.get(number));
  }

  /**
   * A change has its time; it is the newest generation now.
   *
   * @param passed event time up to which nothing is left to decide
   */
  void hold(long number, long from, CompiledRules rules, long passed) {
    generations = generations.with(new Generation(number, from, rules.rulebook()), passed);
    compiled.put(number, rules);
    while (compiled.firstKey() < generations.oldest().number()) {
      compiled.pollFirstEntry();
      Map.Entry<Long, List<RuleDocument>> settled = changes.pollFirstEntry();
      settle(settled.getValue(), compiled.get(settled.getKey()).rulebook());
    }
  }

  /**
   * Takes in a generation that has its time already.
   *
   * @param passed event time up to which nothing is left to decide
   * @return whether it was new
   */
  public boolean apply(RuleSwitch next, long passed) {
    if (compiled.isEmpty()) {
      CompiledRules rules = from(next.documents()).run();
      settle(next.documents(), rules.rulebook());
      begin(next.generation(), next.from(), rules);
      return true;
    }
    if (next.generation() <= compiled.lastKey()) {
      return false;
    }
    changes.put(next.generation(), next.documents());
    hold(next.generation(), next.from(), compilation(next.generation()).run(), passed);
    return true;
  }

  private Compilation from(List<RuleDocument> all) {
    return Compilation.first(ruleSettings.toString(), ruleSettings.none(), all);
  }

  private void begin(long number, long from, CompiledRules rules) {
    compiled.put(number, rules);
    generations = RuleGenerations.of(new Generation(number, from, rules.rulebook()));
  }

  /** Remembers what matters of the documents of each key, now that a rulebook has taken them in. */
  private void settle(Collection<RuleDocument> taken, Rulebook rulebook) {
    Map<String, RuleDocument> latest = new HashMap<>();
    taken.forEach(document -> latest.put(document.key(), document));
    latest.forEach(
        (key, document) -> {
          List<RuleDocument> matter = new ArrayList<>(rulebook.documents(key));
          if (!document.isTombstone() && !matter.contains(document)) {
            matter.add(document);
          }
          if (matter.isEmpty()) {
            documents.remove(key);
          } else {
            documents.put(key, List.copyOf(matter));
          }
        });
  }

  /** The text that was last taken in for a key; null if there is none. */
  private String latestText(String key) {
    for (List<RuleDocument> change : changes.descendingMap().values()) {
      for (int i = change.size() - 1; i >= 0; i--) {
        if (change.get(i).key().equals(key)) {
          return change.get(i).text();
        }
      }
    }
    List<RuleDocument> held = documents.get(key);
    return held == null ? null : held.get(held.size() - 1).text();
  }

  /**
   * The documents of the oldest generation: what runs first, in the order in which it came; then
   * what came later and does not run.
   */
  private List<RuleDocument> atFirst() {
    List<RuleDocument> first = new ArrayList<>();
    List<RuleDocument> later = new ArrayList<>();
    for (List<RuleDocument> held : documents.values()) {
      first.add(held.get(0));
      later.addAll(held.subList(1, held.size()));
    }
    Comparator<RuleDocument> byOffset =
        Comparator.comparingLong(document -> document.origin().offset());
    first.sort(byOffset);
    later.sort(byOffset);
    first.addAll(later);
    return first;
  }

  private static String partition(RuleDocument document) {
    Origin origin = document.origin();
    return origin.topic() + '/' + origin.partition();
  }
}
