package io.pixelated.streams.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic to its present end, once.
 *
 * @param kafka the cluster
 * @param topic name of the topic
 * @param timeout how long the broker may take to hand over the next records
 */
record TopicReader(KafkaSettings kafka, String topic, Duration timeout) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MOMENT = Duration.ofSeconds(5);

  /**
   * Every record, in order within each partition; none of a topic that does not exist.
   *
   * @param since the Kafka timestamp to begin with; empty for the beginning
   * @throws IOException if the topic cannot be read to its end
   */
  void read(OptionalLong since, Consumer<ConsumerRecord<byte[], byte[]>> taker) throws IOException {
    read(since, (record, partitions) -> taker.accept(record), () -> false);
  }

  /**
   * Every record, in order within each partition; takes each with the number of partitions.
   *
   * @param since the Kafka timestamp to begin with; empty for the beginning
   * @param more whether to go on behind the present end, for a moment at most
   * @throws IOException if the topic cannot be read to its end
   */
  void read(
      OptionalLong since,
      ObjIntConsumer<ConsumerRecord<byte[], byte[]>> taker,
      BooleanSupplier more)
      throws IOException {
    Properties properties = kafka.toProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, timeout).stream().map(TopicReader::partition).toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
      if (since.isPresent()) {
        seek(consumer, ends, since.getAsLong());
      } else {
        consumer.seekToBeginning(partitions);
      }
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          taker.accept(record, partitions.size());
          deadline = System.nanoTime() + timeout.toNanos();
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "topic " + topic + " gave no records for " + timeout + "; is the broker up?");
        }
      }
      deadline = System.nanoTime() + MOMENT.toNanos();
      while (more.getAsBoolean() && System.nanoTime() < deadline) {
        consumer.poll(POLL).forEach(record -> taker.accept(record, partitions.size()));
      }
    } catch (KafkaException e) {
      throw new IOException("topic " + topic + " cannot be read; does it exist?", e);
    }
  }

  private void seek(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, long since) {
    Map<TopicPartition, Long> times =
        ends.keySet().stream().collect(Collectors.toMap(partition -> partition, p -> since));
    consumer
        .offsetsForTimes(times, timeout)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
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
