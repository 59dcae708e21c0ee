package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules by key, as a large map that versions share and a small one of what changed since.
 * Immutable.
 */
final class KeyedRules {

  static final KeyedRules NONE = new KeyedRules(Map.of(), Map.of(), 0);

  private static final int FEWEST_TO_MERGE = 64;

  private final Map<String, CompiledRule> base;

  /** Null stands for a key that is gone. */
  private final Map<String, CompiledRule> changes;

  private final int size;

  private KeyedRules(Map<String, CompiledRule> base, Map<String, CompiledRule> changes, int size) {
    this.base = base;
    this.changes = changes;
    this.size = size;
  }

  /** The rule of that key, or null. */
  CompiledRule get(String key) {
    CompiledRule changed = changes.get(key);
    return changed != null || changes.containsKey(key) ? changed : base.get(key);
  }

  int size() {
    return size;
  }

  /** Version with some keys replaced; null removes one. */
  KeyedRules changed(Map<String, CompiledRule> news) {
    Map<String, CompiledRule> all = new HashMap<>(changes);
    int count = size;
    for (Map.Entry<String, CompiledRule> each : news.entrySet()) {
      count += (each.getValue() == null ? 0 : 1) - (get(each.getKey()) == null ? 0 : 1);
      all.put(each.getKey(), each.getValue());
    }
    if (all.size() <= Math.max(FEWEST_TO_MERGE, base.size() / FEWEST_TO_MERGE)) {
      return new KeyedRules(base, all, count);
    }
    Map<String, CompiledRule> merged = new HashMap<>(base);
    all.forEach(
        (key, rule) -> {
          if (rule == null) {
            merged.remove(key);
          } else {
            merged.put(key, rule);
          }
        });
    return new KeyedRules(merged, Map.of(), count);
  }

  /** All rules in the order in which they were added. */
  List<CompiledRule> inOrder() {
    List<CompiledRule> all = new ArrayList<>(size);
    base.forEach(
        (key, rule) -> {
          if (!changes.containsKey(key)) {
            all.add(rule);
          }
        });
    changes.values().stream().filter(rule -> rule != null).forEach(all::add);
    all.sort(Comparator.comparingLong(CompiledRule::order));
    return all;
  }
}
