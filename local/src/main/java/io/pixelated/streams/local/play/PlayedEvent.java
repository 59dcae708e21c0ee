package io.pixelated.streams.local.play;

import java.util.Objects;

/**
 * A record to be played.
 *
 * @param region region whose topic it goes to
 * @param key record key; empty for none, which spreads records over the partitions
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record PlayedEvent(String region, String key, byte[] value) {
  public PlayedEvent {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
