package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics as a {@code read_committed} consumer sees them. */
final class Committed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> uncommitted;

  Committed(KafkaSettings kafka) {
    this.committed = consumer(kafka, "read_committed");
    this.uncommitted = consumer(kafka, "read_uncommitted");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String isolation) {
    Properties properties = kafka.toProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(properties, bytes, bytes);
  }

  /** All records of a topic up to its present end, in order within each partition. */
  List<Seen> read(String topic) {
    List<TopicPartition> partitions = partitions(committed, List.of(topic));
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = committed.endOffsets(partitions);
    List<Seen> all = new ArrayList<>();
    while (ends.entrySet().stream().anyMatch(e -> committed.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> r : committed.poll(POLL)) {
        all.add(new Seen(new String(r.key(), UTF_8), r.value(), r.timestamp()));
      }
    }
    return all;
  }

  /** How many records of these topics belong to transactions that are still open, or follow one. */
  long hidden(Collection<String> topics) {
    List<TopicPartition> partitions = partitions(uncommitted, topics);
    Map<TopicPartition, Long> stable = committed.endOffsets(partitions);
    return uncommitted.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> end.getValue() - stable.get(end.getKey()))
        .sum();
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
