package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.RuleDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
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

/** Reads {@code detection.rules} up to its present end: the rules as they stand. */
public final class RuleTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private RuleTopic() {}

  /**
   * The latest document of every rule, in the order in which they were first pushed.
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
      Map<String, RuleDocument> latest = new LinkedHashMap<>();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          RuleDocument document = RuleDocumentDeserializer.documentOf(record);
          if (document.isTombstone()) {
            latest.remove(document.key());
          } else {
            latest.put(document.key(), document);
          }
          deadline = System.nanoTime() + timeout.toNanos();
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "topic " + topic + " gave no records for " + timeout + "; is the broker up?");
        }
      }
      return List.copyOf(latest.values());
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
