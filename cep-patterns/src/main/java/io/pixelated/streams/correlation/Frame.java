package io.pixelated.streams.correlation;

import io.pixelated.streams.events.RuleRef;
import java.util.List;
import java.util.Objects;

/**
 * What every correlation says, whatever its condition is.
 *
 * @param ref the rule as its alerts name it
 * @param grouping how events fall into groups
 * @param carried names of the fields that its events bring along: for its own conditions, and for
 *     the correlations that refer to it; sorted
 * @param timespan how far back it looks, in milliseconds
 * @param suppress how long a group is quiet after an alert, in milliseconds; 0 for not at all
 * @param depth how many correlations lie below it, itself included: 1 over detections
 * @param standalone whether its alerts may raise incidents by themselves (Sigma's {@code generate})
 * @param selection digest of what decides which events it takes into which group
 * @param meaning digest of everything that decides what it fires on
 */
public record Frame(
    RuleRef ref,
    Grouping grouping,
    List<String> carried,
    long timespan,
    long suppress,
    int depth,
    boolean standalone,
    String selection,
    String meaning) {
  public Frame {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(meaning, "meaning");
    carried = carried.stream().sorted().distinct().toList();
    if (timespan < 1) {
      throw new IllegalArgumentException("timespan of " + ref.id() + " is " + timespan + " ms");
    }
    if (suppress < 0) {
      throw new IllegalArgumentException("suppress of " + ref.id() + " is " + suppress + " ms");
    }
    if (depth < 1) {
      throw new IllegalArgumentException("depth of " + ref.id() + " is " + depth);
    }
  }

  /** The same with another timespan. */
  Frame within(long millis) {
    return new Frame(
        ref, grouping, carried, millis, suppress, depth, standalone, selection, meaning);
  }
}
