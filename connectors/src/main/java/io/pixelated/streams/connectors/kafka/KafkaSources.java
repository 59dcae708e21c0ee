package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Makes the sources that jobs read; none of them can fail on what a record holds. */
public final class KafkaSources {
  private static final Duration LOOKED_FOR_EVERY = Duration.ofSeconds(10);

  private KafkaSources() {}

  /**
   * Raw records of one topic, from where the group committed; a group's first start begins where
   * {@code first} says.
   */
  public static KafkaSource<RawRecord> rawRecords(
      KafkaSettings kafka, String topic, String groupId, FirstStart first) {
    return source(kafka, topic, groupId, new RawRecordDeserializer())
        .setTopics(topic)
        // A trickle is fetched in handfuls rather than one by one, at the cost of this delay.
        .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(1 << 16))
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20")
        .setStartingOffsets(OffsetsInitializer.committedOffsets(first.strategy))
        .build();
  }

  /** Rules of {@code detection.rules}: always all of them, from the earliest record. */
  public static KafkaSource<RuleDocument> rules(KafkaSettings kafka, String topic, String groupId) {
    return source(kafka, topic, groupId, new RuleDocumentDeserializer())
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .build();
  }

  /**
   * Records of a compacted topic that people write: always all of them, from the earliest. The
   * topic need not be there yet: it is looked for again and again.
   */
  public static KafkaSource<KeyedRecord> keyed(KafkaSettings kafka, String topic, String groupId) {
    return source(kafka, topic, groupId, new KeyedRecordDeserializer())
        // A pattern that nothing fits is no error, as the name of a topic that is missing would be.
        .setTopicPattern(Pattern.compile(Pattern.quote(topic)))
        .setProperty(
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            Long.toString(LOOKED_FOR_EVERY.toMillis()))
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
