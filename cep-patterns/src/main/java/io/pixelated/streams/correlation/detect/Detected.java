package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Detection;
import java.util.List;
import java.util.Map;

/**
 * What the rules make of one event.
 *
 * @param detections one per rule that matched
 * @param matches the event on its way to the correlations that refer to those rules
 * @param ungrouped per key of a correlation, how many of its rules matched the event but it is left
 *     out, because it lacks a field that the correlation groups by or counts
 */
public record Detected(
    List<Detection> detections, List<RoutedMatch> matches, Map<String, Integer> ungrouped) {
  static final Detected NOTHING = new Detected(List.of(), Routed.NOWHERE);

  public Detected {
    detections = List.copyOf(detections);
    matches = List.copyOf(matches);
    ungrouped = Map.copyOf(ungrouped);
  }

  Detected(List<Detection> detections, Routed routed) {
    this(detections, routed.matches(), routed.ungrouped());
  }
}
