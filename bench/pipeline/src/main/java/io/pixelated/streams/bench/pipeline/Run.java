package io.pixelated.streams.bench.pipeline;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.region.LocalRegion;
import io.pixelated.streams.local.stack.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One round: each of the two jobs over all events. */
final class Run {
  private static final Duration POLL = Duration.ofMillis(50);

  /** What a run takes is told no finer than this: events show with the next checkpoint. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private final LocalStack stack;
  private final int round;
  private final int parallelism;
  private final long events;

  Run(LocalStack stack, int round, int parallelism, long events) {
    this.stack = stack;
    this.round = round;
    this.parallelism = parallelism;
    this.events = events;
  }

  /** Events a second through the baseline. */
  double passThrough() throws Exception {
    String from = Topics.sharedBy(PipelineBenchmark.REGION).name(Topic.EVENTS_RAW);
    String to = PipelineBenchmark.PASSED_ON.name(Topic.EVENTS_ENRICHED);
    LocalRegion region = new LocalRegion(stack, PipelineBenchmark.REGION);
    try (KafkaConsumer<byte[], byte[]> reader = readerOf(to)) {
      region.start(
          configuration(),
          (environment, settings) ->
              PassThroughJob.define(environment, settings.kafka(), from, to, settings.groupId()));
      double rate = rate(region, reader);
      region.cancel();
      return rate;
    }
  }

  /** Events a second through {@code threat-correlation}, into empty tables. */
  double wholeJob() throws Exception {
    emptyTables();
    String to = Topics.sharedBy(PipelineBenchmark.REGION).name(Topic.EVENTS_ENRICHED);
    LocalRegion region = new LocalRegion(stack, PipelineBenchmark.REGION);
    try (KafkaConsumer<byte[], byte[]> reader = readerOf(to)) {
      region.start(configuration());
      double rate = rate(region, reader);
      region.cancel();
      return rate;
    }
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(ThreatCorrelationOptions.GROUP_ID, "bench-" + round);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    return configuration;
  }

  private double rate(LocalRegion region, KafkaConsumer<byte[], byte[]> reader)
      throws InterruptedException {
    region.awaitRunning();
    long start = System.nanoTime();
    long last = start;
    long seen = 0;
    while (seen < events) {
      int count = reader.poll(POLL).count();
      long now = System.nanoTime();
      if (count > 0) {
        seen += count;
        last = now;
      } else if (now - last > LONGEST_SILENCE.toNanos()) {
        throw new IllegalStateException(
            "only " + seen + " of " + events + " events came out; see the job in the Flink UI");
      }
    }
    return seen * 1e9 / (last - start);
  }

  private KafkaConsumer<byte[], byte[]> readerOf(String topic) {
    Properties properties = stack.kafka().toProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(properties, bytes, bytes);
    List<TopicPartition> partitions =
        reader.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
    return reader;
  }

  private void emptyTables() throws SQLException {
    try (Connection connection = new Connections(stack.database()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE threat_events, detections, incidents");
    }
  }
}
