package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Detection;
import java.util.List;

/**
 * What the rules make of one event.
 *
 * @param detections one per rule that matched
 * @param matches the event on its way to the correlations that refer to those rules
 * @param ungrouped how many correlations the event is left out of, because it lacks a field that
 *     they group by or count
 */
public record Detected(List<Detection> detections, List<RoutedMatch> matches, int ungrouped) {
  static final Detected NOTHING = new Detected(List.of(), List.of(), 0);

  public Detected {
    detections = List.copyOf(detections);
    matches = List.copyOf(matches);
  }
}
