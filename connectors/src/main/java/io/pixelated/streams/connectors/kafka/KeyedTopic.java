package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.KeyedRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads a compacted topic that people write, from its beginning to its present end. */
public final class KeyedTopic {
  private KeyedTopic() {}

  /**
   * Every record that is there, oldest first, tombstones too; none of a topic that does not exist.
   *
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static List<KeyedRecord> read(KafkaSettings kafka, String topic, Duration timeout)
      throws IOException {
    List<KeyedRecord> all = new ArrayList<>();
    read(kafka, topic, timeout, all::add);
    return List.copyOf(all);
  }

  /**
   * Gives every record that is there, oldest first in each partition, tombstones too.
   *
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static void read(
      KafkaSettings kafka, String topic, Duration timeout, Consumer<KeyedRecord> taker)
      throws IOException {
    new TopicReader(kafka, topic, timeout)
        .read(
            OptionalLong.empty(), record -> taker.accept(KeyedRecordDeserializer.recordOf(record)));
  }
}
