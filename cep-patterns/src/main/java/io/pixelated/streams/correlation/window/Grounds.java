package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.events.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a firing rests on.
 *
 * @param events the events in the window, by time
 * @param before the last event before an empty window
 */
record Grounds(List<MatchedEvent> events, Optional<MatchedEvent> before) {
  /**
   * The grounds of a window that begins after {@code from}.
   *
   * @param evidence events that were final before time passed
   * @param passed those that time has passed since
   */
  static Grounds of(List<MatchedEvent> evidence, List<MatchedEvent> passed, long from) {
    List<MatchedEvent> events = new ArrayList<>();
    for (List<MatchedEvent> some : List.of(evidence, passed)) {
      for (MatchedEvent event : some) {
        if (event.time() > from) {
          events.add(event);
        }
      }
    }
    List<MatchedEvent> gone = passed.isEmpty() ? evidence : passed;
    Optional<MatchedEvent> before =
        events.isEmpty() && !gone.isEmpty()
            ? Optional.of(gone.get(gone.size() - 1))
            : Optional.empty();
    return new Grounds(events, before);
  }

  /** The latest of them: in however many steps time came here, no more are kept. */
  List<MatchedEvent> latest(int most) {
    return events.subList(Math.max(0, events.size() - most), events.size());
  }

  /** The strictest of what any of them holds. */
  Classification classification() {
    Classification all = null;
    for (MatchedEvent event : events) {
      all = all == null ? event.classification() : all.with(event.classification());
    }
    return all == null
        ? before.map(MatchedEvent::classification).orElse(Classification.UNKNOWN)
        : all;
  }
}
