package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Makes the sources that jobs read; none of them can fail on what a record holds. */
public final class KafkaSources {
  private KafkaSources() {}

  /**
   * Raw records of one topic, from where the group committed; a group's first start begins where
   * {@code first} says.
   */
  public static KafkaSource<RawRecord> rawRecords(
      KafkaSettings kafka, String topic, String groupId, FirstStart first) {
    return source(kafka, topic, groupId, new RawRecordDeserializer())
        // A trickle is fetched in handfuls rather than one by one, at the cost of this delay.
        .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(1 << 16))
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20")
        .setStartingOffsets(OffsetsInitializer.committedOffsets(first.strategy))
        .build();
  }

  /** Rules of {@code detection.rules}: always all of them, from the earliest record. */
  public static KafkaSource<RuleDocument> rules(KafkaSettings kafka, String topic, String groupId) {
    return source(kafka, topic, groupId, new RuleDocumentDeserializer())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .build();
  }

  /** Records of a compacted topic: always all of them, from the earliest. */
  public static KafkaSource<KeyedRecord> keyed(KafkaSettings kafka, String topic, String groupId) {
    return source(kafka, topic, groupId, new KeyedRecordDeserializer())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .build();
  }

  private static <T> KafkaSourceBuilder<T> source(
      KafkaSettings kafka,
      String topic,
      String groupId,
      KafkaRecordDeserializationSchema<T> schema) {
    Properties properties = kafka.toProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return KafkaSource.<T>builder()
        .setProperties(properties)
        .setTopics(topic)
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + '-' + topic)
        .setDeserializer(schema);
  }

  /** Where a consumer group begins that has no committed offsets. */
  @SuppressWarnings("deprecation") // Flink's connector still asks for Kafka's old enum
  public enum FirstStart {
    EARLIEST(OffsetResetStrategy.EARLIEST),
    LATEST(OffsetResetStrategy.LATEST);

    private final OffsetResetStrategy strategy;

    FirstStart(OffsetResetStrategy strategy) {
      this.strategy = strategy;
    }
  }
}
