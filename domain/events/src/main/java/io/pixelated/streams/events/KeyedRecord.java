package io.pixelated.streams.events;

import java.util.Objects;

/**
 * A record of a compacted topic on which people keep data: silences, dispositions.
 *
 * @param key the record's key
 * @param value its bytes as they came; none for a tombstone, which removes the key
 * @param origin where it was read
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record KeyedRecord(String key, byte[] value, Origin origin) {
  public KeyedRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }

  /** Whether this removes its key. */
  public boolean isTombstone() {
    return value.length == 0;
  }

  /** What is left of it where it could not be read. */
  public RawRecord raw() {
    return new RawRecord(value, origin);
  }
}
