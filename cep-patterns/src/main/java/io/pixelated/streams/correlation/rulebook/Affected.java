package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.rule.FilterRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which keys a change reaches.
 *
 * @param neighbours whom keys have something to do with, before the change
 * @param network the rules before the change
 * @param before what keys held before the change
 * @param after what keys hold after it
 */
record Affected(
    Neighbours neighbours, Network network, Map<String, Slot> before, Map<String, Slot> after) {

  /** The keys that must be settled anew when {@code keys} change, in the order of all keys. */
  Set<String> by(Set<String> keys) {
    Set<String> reached = new LinkedHashSet<>();
    Set<String> unordered;
    do {
      unordered = neighbours.of(keys, reached, before, after);
    } while (reached.addAll(reachedByFilters(unordered)));
    Set<String> affected = new LinkedHashSet<>();
    for (String key : after.keySet()) {
      if (unordered.contains(key)) {
        affected.add(key);
      }
    }
    affected.addAll(unordered);
    return affected;
  }

  /**
   * Rules of correlations that a filter for any rule may change: they have no name in common, but
   * what the rules mean is part of what the correlations mean.
   */
  private Set<String> reachedByFilters(Set<String> keys) {
    List<FilterRule> filters =
        keys.stream()
            .flatMap(key -> Stream.of(before, after).map(slots -> slots.get(key)))
            .filter(Objects::nonNull)
            .flatMap(slot -> slot.candidates().stream())
            .flatMap(draft -> draft.rules().stream())
            .filter(FilterRule.class::isInstance)
            .map(FilterRule.class::cast)
            .filter(filter -> filter.rules().isEmpty())
            .toList();
    if (filters.isEmpty()) {
      return Set.of();
    }
    Set<String> reached = new LinkedHashSet<>(Tuning.reached(filters, network.detections()));
    reached.retainAll(network.takers().keySet());
    return reached;
  }
}
