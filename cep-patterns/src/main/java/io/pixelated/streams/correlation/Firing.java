package io.pixelated.streams.correlation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A condition that became true.
 *
 * @param time event time at which it did, epoch milliseconds
 * @param count what it compared
 * @param tied whether events of one time had to be taken as being in order
 * @param events the events that count, in event-time order
 */
public record Firing(long time, BigDecimal count, boolean tied, List<MatchedEvent> events) {
  public Firing {
    Objects.requireNonNull(count, "count");
    events = List.copyOf(events);
  }
}
