package io.pixelated.streams.local.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to their regions' topics at a steady rate. */
public final class EventPlayer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final int perSecond;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Map<String, String> topicOfRegion = new HashMap<>();
  private volatile boolean stopped;

  /** A player of {@code perSecond} events a second, over all regions. */
  public EventPlayer(KafkaSettings kafka, int perSecond) {
    Properties properties = kafka.toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "2");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.Limits.RAW_RECORD));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.perSecond = perSecond;
  }

  /** Plays all events and returns when the broker has every one, or {@link #stop} was called. */
  public void play(Iterator<PlayedEvent> events) {
    Pacer pacer = new Pacer(perSecond, Pacer.Time.SYSTEM);
    while (!stopped && events.hasNext()) {
      PlayedEvent event = events.next();
      pacer.await();
      send(event);
    }
    producer.flush();
  }

  private void send(PlayedEvent event) {
    byte[] key = event.key().isEmpty() ? null : event.key().getBytes(UTF_8);
    // Stamped with the time of sending, which latency is measured from.
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has the outcome
    var unused =
        producer.send(
            new ProducerRecord<>(topic(event.region()), key, event.value()),
            (metadata, failure) -> {
              if (failure == null) {
                sent.incrementAndGet();
              } else {
                refused.incrementAndGet();
              }
            });
  }

  private String topic(String region) {
    return topicOfRegion.computeIfAbsent(region, r -> Topics.sharedBy(r).name(Topic.EVENTS_RAW));
  }

  /** Makes {@link #play} return after the event that it is at. */
  public void stop() {
    stopped = true;
  }

  /** Events that the broker has. */
  public long sent() {
    return sent.get();
  }

  /** Events that the broker did not take: beyond {@link Topic.Limits#RAW_RECORD}. */
  public long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    stop();
    producer.close(Duration.ofSeconds(1));
  }
}
