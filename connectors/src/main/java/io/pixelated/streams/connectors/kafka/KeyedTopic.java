package io.pixelated.streams.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.events.KeyedRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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

  /**
   * Gives every record from a time on, oldest first in each partition.
   *
   * @param since Kafka's timestamp, epoch milliseconds
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static void readSince(
      KafkaSettings kafka, String topic, long since, Duration timeout, Consumer<KeyedRecord> taker)
      throws IOException {
    new TopicReader(kafka, topic, timeout)
        .read(
            OptionalLong.of(since),
            record -> taker.accept(KeyedRecordDeserializer.recordOf(record)));
  }

  /**
   * Writes a record; returns when the brokers have it.
   *
   * @param timeout how long they may take
   * @throws IOException if they do not take it
   */
  public static void put(
      KafkaSettings kafka, String topic, String key, byte[] value, Duration timeout)
      throws IOException, InterruptedException {
    Properties properties = kafka.toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(timeout.toMillis()));
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("topic " + topic + " took no record; is the broker up?", e);
    }
  }
}
