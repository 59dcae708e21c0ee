package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record on its way to a raw topic.
 *
 * @param timestamp its Kafka timestamp, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
record RawMessage(int partition, long timestamp, byte[] value) {
  static RawMessage of(long timestamp, String value) {
    return new RawMessage(0, timestamp, value.getBytes(UTF_8));
  }
}
