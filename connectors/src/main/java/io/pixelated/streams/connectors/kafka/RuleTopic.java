package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.RuleDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code detection.rules} from its beginning to its present end. */
public final class RuleTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private RuleTopic() {}

  /**
   * Every record that is there, in the order in which they were pushed: older versions of a rule as
   * far as compaction has left them, for the latest may be one that is rejected; tombstones too.
   *
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static List<RuleDocument> read(KafkaSettings kafka, String topic, Duration timeout)
      throws IOException {
    Properties properties = kafka.toProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, timeout).stream().map(RuleTopic::partition).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
      List<RuleDocument> all = new ArrayList<>();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          all.add(RuleDocumentDeserializer.documentOf(record));
          deadline = System.nanoTime() + timeout.toNanos();
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "topic " + topic + " gave no records for " + timeout + "; is the broker up?");
        }
      }
      return List.copyOf(all);
    } catch (KafkaException e) {
      throw new IOException("topic " + topic + " cannot be read; does it exist?", e);
    }
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
