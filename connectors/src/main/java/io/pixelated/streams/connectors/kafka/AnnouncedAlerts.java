package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertJson;
import io.pixelated.streams.events.AlertState;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads back from {@code correlation.alerts.provisional} what was announced lately. */
public final class AnnouncedAlerts {
  private AnnouncedAlerts() {}

  /**
   * The provisional alerts that have neither been confirmed nor withdrawn.
   *
   * @param since the Kafka timestamp to begin with, epoch milliseconds
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static List<Alert> undecided(
      KafkaSettings kafka, String topic, long since, Duration timeout) throws IOException {
    Map<String, Alert> open = new LinkedHashMap<>();
    new TopicReader(kafka, topic, timeout)
        .read(OptionalLong.of(since), record -> take(record, open));
    return List.copyOf(open.values());
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, Alert> open) {
    try {
      Alert alert = AlertJson.read(record.value());
      if (alert.state() == AlertState.PROVISIONAL) {
        open.put(alert.id(), alert);
      } else {
        open.remove(alert.id());
      }
    } catch (IOException | RuntimeException notOurs) {
      // Nobody but this product announces alerts: what it cannot read, it has not announced.
    }
  }
}
