package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.util.List;

/** What a window holds, as far as its condition counts it. */
interface Tally {
  /** Takes in all events of one time, later than any before. */
  void enter(List<MatchedEvent> batch);

  /** Lets go of the oldest event that is still held. */
  void leave(MatchedEvent event);

  /** What the condition compares, in a window that begins after {@code from}. */
  long count(long from);

  /** An empty tally for {@code rule}. */
  static Tally of(WindowCorrelation rule) {
    return switch (rule.type()) {
      case EVENT_COUNT -> new EventTally();
      case VALUE_COUNT -> new DistinctTally(event -> List.of(event.value()));
      case TEMPORAL -> new DistinctTally(MatchedEvent::rules);
      case TEMPORAL_ORDERED -> new OrderTally(rule.orderedRules());
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
          throw new IllegalArgumentException(rule.type().spelling() + " is rejected at load");
    };
  }
}
