package io.pixelated.streams.sigma.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rules for one kind of event, found by the literals that they require: most rules are ruled
 * out without being looked at, and of the others most leaves are decided. Rules without such
 * literals are always candidates. Immutable but for what it remembers, and safe for threads.
 */
final class CandidateIndex {

  /** Numbers in all plans that are remembered: those of a hundred layouts or more. */
  private static final int MOST_PLANNED = 1 << 18;

  /** A plan keeps its layout: about as much as this many numbers, and as these for each value. */
  private static final int NUMBERS_PER_LAYOUT = 256;

  private static final int NUMBERS_PER_VALUE = 16;

  /** Larger events are hardly met twice alike. */
  private static final int MOST_VALUES = 512;

  /** Skipping a shorter value costs as much as scanning it. */
  private static final int WORTH_SKIPPING = 64;

  private final CompiledRule[] rules;
  private final int[] always;
  private final byte[] wanted;
  private final int[] firstLeaf;
  private final boolean[] decided;
  private final OutputTable outputs;
  private final Map<Integer, FieldScanner> scanners;
  private final FieldScanner keywords;
  private final Map<Integer, String> fields = new HashMap<>();
  private final int slots;
  private final Map<FieldLayout, Plan> plans = new ConcurrentHashMap<>();
  private final AtomicInteger planned = new AtomicInteger();

  CandidateIndex(IndexBuilder builder) {
    rules = builder.rules();
    always = builder.always();
    wanted = builder.wanted();
    firstLeaf = builder.firstLeaf();
    decided = builder.decided();
    outputs = builder.outputs();
    scanners = builder.scanners();
    keywords = scanners.remove(Anchor.ANY_FIELD);
    for (CompiledRule rule : rules) {
      fields.putAll(rule.fields());
    }
    slots = fields.keySet().stream().mapToInt(slot -> slot + 1).max().orElse(0);
  }

  static CandidateIndex of(Collection<CompiledRule> applicable) {
    return new CandidateIndex(new IndexBuilder(applicable));
  }

  CompiledRule[] rules() {
    return rules;
  }

  /** The number of a rule's first leaf among the leaves of all. */
  int firstLeaf(int rule) {
    return firstLeaf[rule];
  }

  /** Whether a leaf holds exactly if one of its literals was found. */
  boolean isDecided(int leaf) {
    return decided[leaf];
  }

  /** Where the rules' fields lie in an event. */
  Plan plan(EventView event) {
    FieldLayout layout = event.layout();
    Plan known = plans.get(layout);
    if (known != null) {
      return known;
    }
    Plan plan = newPlan(layout);
    int size = plan.size() + NUMBERS_PER_LAYOUT + NUMBERS_PER_VALUE * event.size();
    if (event.size() <= MOST_VALUES) {
      if (planned.addAndGet(size) > MOST_PLANNED) {
        plans.clear();
        planned.set(size);
      }
      plans.put(layout, plan);
    }
    return plan;
  }

  /** Plans that are remembered. */
  int plans() {
    return plans.size();
  }

  private Plan newPlan(FieldLayout layout) {
    int[][] bySlot = new int[slots][];
    fields.forEach((slot, name) -> bySlot[slot] = layout.values(name));
    int size = scanners.keySet().stream().mapToInt(slot -> length(bySlot[slot])).sum();
    int[] scanned = new int[size];
    FieldScanner[] by = new FieldScanner[size];
    int next = 0;
    for (Map.Entry<Integer, FieldScanner> scanner : scanners.entrySet()) {
      int[] values = bySlot[scanner.getKey()];
      for (int i = 0; i < length(values); i++) {
        scanned[next] = values[i];
        by[next++] = scanner.getValue();
      }
    }
    return new Plan(bySlot, scanned, by);
  }

  private static int length(int[] values) {
    return values == null ? 0 : values.length;
  }

  /** Fills {@code hits} with the rules that have in the event what they require. */
  void findCandidates(EventView event, Plan plan, Hits hits) {
    hits.begin(outputs, decided.length, wanted, always);
    char[] text = event.characters();
    int[] scanned = plan.scanned();
    FieldScanner[] by = plan.scanners();
    for (int i = 0; i < scanned.length; i++) {
      int value = scanned[i];
      int start = event.start(value);
      if (start >= 0 && event.kind(value) != ValueKind.NULL) {
        by[i].scan(text, start, event.end(value), hits);
      } else if (start < 0 && event.kind(value) != ValueKind.NULL) {
        char[] own = event.text(value).toCharArray();
        by[i].scan(own, 0, own.length, hits);
      }
    }
    if (keywords != null) {
      scanAll(event, plan, text, hits);
    }
  }

  /** Keywords are looked for in all values at once; what is found across two is found in vain. */
  private void scanAll(EventView event, Plan plan, char[] text, Hits hits) {
    int from = 0;
    for (int value : plan.withKeywords()) {
      int start = event.start(value);
      if (start >= from && event.end(value) - start >= WORTH_SKIPPING) {
        keywords.scan(text, from, start, hits);
        from = event.end(value);
      }
    }
    keywords.scan(text, from, text.length, hits);
  }
}
