package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Classification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition that became true.
 *
 * @param time event time at which it did, epoch milliseconds
 * @param from event time of the earliest event that counts, epoch milliseconds
 * @param count what it compared
 * @param tied whether events of one time had to be taken as being in order
 * @param events the events that count, in event-time order; of very many, the latest
 * @param classification data classes and jurisdictions of all events that count
 * @param before where none counts, such as when a window has emptied, the last event before
 */
public record Firing(
    long time,
    long from,
    BigDecimal count,
    boolean tied,
    List<MatchedEvent> events,
    Classification classification,
    Optional<MatchedEvent> before) {
  public Firing {
    Objects.requireNonNull(count, "count");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(before, "before");
    events = List.copyOf(events);
  }

  /** The events that say whom and what it is about. */
  public List<MatchedEvent> about() {
    return events.isEmpty() ? before.stream().toList() : events;
  }

  /** A firing of which all events are at hand. */
  public static Firing of(long time, BigDecimal count, boolean tied, List<MatchedEvent> events) {
    Classification classification = events.get(0).classification();
    for (MatchedEvent event : events) {
      classification = classification.with(event.classification());
    }
    return new Firing(
        time, events.get(0).time(), count, tied, events, classification, Optional.empty());
  }
}
