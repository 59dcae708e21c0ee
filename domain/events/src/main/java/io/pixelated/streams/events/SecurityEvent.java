package io.pixelated.streams.events;

import java.util.List;
import java.util.Objects;

/**
 * A security event with what ingest found out about it.
 *
 * @param id deterministic: from the producer's id if there is one, else from payload and position
 * @param region region whose job read it
 * @param time event time, epoch milliseconds
 * @param timeSource what {@code time} was taken from
 * @param stale whether {@code time} lies before the topic's retention: detected, but left out of
 *     windows
 * @param origin where it was read
 * @param source what kind of log it is from
 * @param entities whom and what it is about, sorted
 * @param classification data classes and jurisdictions
 * @param json the event's own JSON object, as it came, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record SecurityEvent(
    String id,
    String region,
    long time,
    TimeSource timeSource,
    boolean stale,
    Origin origin,
    EventSource source,
    List<Entity> entities,
    Classification classification,
    byte[] json) {
  public SecurityEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(timeSource, "timeSource");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(json, "json");
    entities = List.copyOf(entities);
  }
}
