package io.pixelated.streams.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record on its way to Kafka.
 *
 * @param topic full name of the topic, prefix included
 * @param key the record's identity or entity: decides the partition unless {@code lane} does, and
 *     what compaction keeps
 * @param value the bytes; null is a tombstone, which removes the key from a compacted topic
 * @param lane what decides the partition, modulo the number of partitions; {@link #BY_KEY}: the key
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Outbound(String topic, String key, byte[] value, int lane) {
  /** The lane of a record whose key decides the partition. */
  public static final int BY_KEY = -1;

  /** Flink's description of the type. */
  public static final TypeInformation<Outbound> TYPE = TypeInformation.of(Outbound.class);

  public Outbound {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(key, "key");
    if (lane < BY_KEY) {
      throw new IllegalArgumentException("lane " + lane + ": count from 0");
    }
  }

  /** A record whose key decides the partition. */
  public Outbound(String topic, String key, byte[] value) {
    this(topic, key, value, BY_KEY);
  }

  /** The record that removes a key. */
  public static Outbound tombstone(String topic, String key) {
    return new Outbound(topic, key, null);
  }

  /** Whether this removes its key. */
  public boolean isTombstone() {
    return value == null;
  }

  byte[] keyBytes() {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
