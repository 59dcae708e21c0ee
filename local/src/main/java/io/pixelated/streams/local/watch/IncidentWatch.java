package io.pixelated.streams.local.watch;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.IncidentSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the incidents of all regions, as a {@code read_committed} consumer sees them, and counts
 * what else the jobs wrote.
 */
public final class IncidentWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);
  private static final long MILLIS_TO_CLOSE = 200;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<Topic> WATCHED =
      List.of(
          Topic.INCIDENTS, Topic.DETECTIONS, Topic.ALERTS, Topic.QUARANTINE, Topic.DEAD_LETTERS);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final InstantSource clock;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Thread reader;
  private volatile boolean closed;

  private final Map<String, Watched> incidents = new LinkedHashMap<>();
  private final Map<Topic, Long> counts = new EnumMap<>(Topic.class);
  private final Latencies openings = new Latencies();
  private long unreadable;
  private long lastChange;

  /** Starts to read the topics of these regions, from their beginning. */
  public IncidentWatch(KafkaSettings kafka, Collection<String> regions, InstantSource clock) {
    this.clock = clock;
    for (String region : regions) {
      WATCHED.forEach(t -> topics.put(Topics.sharedBy(region).name(t), t));
    }
    this.consumer = new KafkaConsumer<>(properties(kafka));
    this.reader = new Thread(this::read, "incident-watch");
    reader.setDaemon(true);
    reader.start();
  }

  private static Properties properties(KafkaSettings kafka) {
    Properties properties = kafka.toProperties();
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    return properties;
  }

  private void read() {
    try (consumer) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics.keySet()) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          see(record);
        }
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("the watch ends");
    } catch (RuntimeException e) {
      LOG.error("the watch of incidents broke off; the job goes on", e);
    }
  }

  private synchronized void see(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = topics.get(record.topic());
    counts.merge(topic, 1L, Long::sum);
    lastChange = clock.millis();
    if (topic == Topic.INCIDENTS && record.value() != null) {
      try {
        seeIncident(IncidentSummary.read(record.value()));
      } catch (IOException e) {
        unreadable++;
      }
    }
  }

  private void seeIncident(IncidentSummary seen) {
    Watched known = incidents.get(seen.id());
    if (known != null) {
      incidents.put(seen.id(), known.updatedBy(seen));
      return;
    }
    long latency = Math.max(0, clock.millis() - seen.observed());
    openings.add(latency);
    incidents.put(seen.id(), new Watched(seen, latency, 1));
  }

  /** Everything seen so far. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        List.copyOf(incidents.values()),
        openings.percentiles(),
        count(Topic.DETECTIONS),
        count(Topic.ALERTS),
        count(Topic.QUARANTINE),
        count(Topic.DEAD_LETTERS),
        unreadable,
        lastChange);
  }

  private long count(Topic topic) {
    return counts.getOrDefault(topic, 0L);
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      reader.join(MILLIS_TO_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was seen until one moment.
   *
   * @param incidents in the order in which they were first seen, each in its latest version
   * @param latency from event to incident, over the openings of all incidents
   * @param detections records on {@code security.detections}
   * @param alerts final alerts
   * @param quarantined records on {@code compliance.quarantine}
   * @param deadLetters records on {@code dead.letters}
   * @param unreadable records on {@code security.incidents} that are no incidents
   * @param lastChange when the latest record was seen, epoch milliseconds; 0 if none was
   */
  public record Snapshot(
      List<Watched> incidents,
      Percentiles latency,
      long detections,
      long alerts,
      long quarantined,
      long deadLetters,
      long unreadable,
      long lastChange) {
    public Snapshot {
      incidents = List.copyOf(incidents);
    }

    /** The incidents that stand: neither merged into another nor withdrawn. */
    public List<Watched> standing() {
      return incidents.stream().filter(Snapshot::stands).toList();
    }

    private static boolean stands(Watched watched) {
      String status = watched.incident().status();
      return !status.equals(IncidentStatus.MERGED.caption())
          && !status.equals(IncidentStatus.WITHDRAWN.caption());
    }
  }
}
