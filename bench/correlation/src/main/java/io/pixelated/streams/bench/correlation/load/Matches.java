package io.pixelated.streams.bench.correlation.load;

import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import java.util.List;
import java.util.Map;

/** Makes matches as the job's detection does. */
public final class Matches {
  private Matches() {}

  /** An event that {@code rule} matched. */
  public static MatchedEvent event(
      String id,
      long time,
      long observed,
      String rule,
      String value,
      List<Entity> entities,
      Classification classification) {
    return new MatchedEvent(
        id,
        time,
        observed,
        List.of(rule),
        value,
        Map.of(),
        Certainty.CERTAIN,
        entities,
        classification);
  }

  /** An event on its way to one group of a correlation over detections. */
  public static RoutedMatch routed(String correlation, List<String> group, MatchedEvent event) {
    return new RoutedMatch(correlation, 1, Stages.GENERATION, group, List.of(event), 0);
  }
}
