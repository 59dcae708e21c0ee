package io.pixelated.streams.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.events.KeyedRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Reads a compacted topic that people write, from its beginning to its present end. */
public final class KeyedTopic {
  private KeyedTopic() {}

  /**
   * Every record that is there, oldest first, tombstones too.
   *
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static List<KeyedRecord> read(KafkaSettings kafka, String topic, Duration timeout)
      throws IOException {
    return RuleTopic.read(kafka, topic, timeout).stream()
        .map(read -> new KeyedRecord(read.key(), read.text().getBytes(UTF_8), read.origin()))
        .toList();
  }
}
