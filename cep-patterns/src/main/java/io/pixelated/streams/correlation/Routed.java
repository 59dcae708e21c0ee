package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Map;

/**
 * Where something that rules matched or raised goes.
 *
 * @param matches it, on its way to groups of correlations
 * @param ungrouped per key of a correlation, how many matches it does not get because they lack a
 *     field that it groups by or counts
 */
public record Routed(List<RoutedMatch> matches, Map<String, Integer> ungrouped) {
  /** It goes nowhere. */
  public static final Routed NOWHERE = new Routed(List.of(), Map.of());

  public Routed {
    matches = List.copyOf(matches);
    ungrouped = Map.copyOf(ungrouped);
  }
}
