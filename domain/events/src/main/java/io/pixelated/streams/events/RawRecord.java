package io.pixelated.streams.events;

import java.util.Objects;

/**
 * A record as it came from Kafka, before anything is known about its content.
 *
 * @param value the bytes, never null (a tombstone is an empty array)
 * @param origin where it was read
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record RawRecord(byte[] value, Origin origin) {
  public RawRecord {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }
}
