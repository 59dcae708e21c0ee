package io.pixelated.streams.correlation;

import java.util.List;

/**
 * A condition that became true.
 *
 * @param time event time at which it did, epoch milliseconds
 * @param count what it compared
 * @param events the events that count, in event-time order
 */
public record Firing(long time, long count, List<MatchedEvent> events) {
  public Firing {
    events = List.copyOf(events);
  }
}
