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
  private final Duration ramp;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Map<String, String> topicOfRegion = new HashMap<>();
  private volatile boolean stopped;
  private volatile long sentInRamp = -1;
  private volatile long start;
  private volatile long rampEnd;
  private volatile long end;

  /**
   * A player of {@code perSecond} events a second, over all regions.
   *
   * @param ramp how long it takes to rise to that rate
   */
  public EventPlayer(KafkaSettings kafka, int perSecond, Duration ramp) {
    Properties properties = kafka.toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "10");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.Limits.RAW_RECORD));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.perSecond = perSecond;
    this.ramp = ramp;
  }

  /** Plays all events and returns when the broker has every one, or {@link #stop} was called. */
  public void play(Iterator<PlayedEvent> events) {
    Pacer pacer = new Pacer(perSecond, ramp, Pacer.Time.SYSTEM);
    start = System.nanoTime();
    while (!stopped && events.hasNext()) {
      PlayedEvent event = events.next();
      pacer.await();
      if (sentInRamp < 0 && System.nanoTime() - start >= ramp.toNanos()) {
        sentInRamp = sent.get();
        rampEnd = System.nanoTime();
      }
      send(event);
    }
    producer.flush();
    end = System.nanoTime();
  }

  /** Events a second that the broker took once the ramp was over, or over all if it never was. */
  public double sustained() {
    boolean ramped = sentInRamp >= 0;
    long nanos = (end == 0 ? System.nanoTime() : end) - (ramped ? rampEnd : start);
    return start == 0 ? 0 : (sent.get() - (ramped ? sentInRamp : 0)) * 1e9 / Math.max(1, nanos);
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
    producer.close(Duration.ZERO);
  }
}
