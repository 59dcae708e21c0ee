package io.pixelated.streams.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KafkaSinks;
import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.RuleRecords;
import io.pixelated.streams.connectors.kafka.RuleTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicAdmin;
import io.pixelated.streams.connectors.kafka.TopicCheck;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaConnectorsITCase {
  @TempDir static Path home;
  private static LocalBroker broker;
  private static KafkaSettings kafka;

  @BeforeAll
  static void start() throws Exception {
    broker = LocalBroker.start(home.resolve("kafka"), Ports.free());
    kafka = broker.settings();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void writesEachRecordToItsTopicOnceItsCheckpointIsComplete() throws Exception {
    Topics topics = create("routes", Topic.EVENTS_ENRICHED, Topic.INCIDENTS);
    String enriched = topics.name(Topic.EVENTS_ENRICHED);
    String incidents = topics.name(Topic.INCIDENTS);
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(
            Outbound.TYPE,
            new Outbound(enriched, "e", "event".getBytes(UTF_8)),
            new Outbound(incidents, "i", "incident".getBytes(UTF_8)),
            Outbound.tombstone(incidents, "gone"))
        .sinkTo(KafkaSinks.exactlyOnce(kafka, "routes"))
        .uid("sink");
    environment.execute();

    assertThat(read(enriched)).containsExactly("e=event");
    assertThat(read(incidents)).containsExactlyInAnyOrder("i=incident", "gone=null");
  }

  @Test
  void writesAtOnceWithoutTransactionsWhatMustNotWait() throws Exception {
    Topics topics = create("prompt", Topic.ALERTS_PROVISIONAL);
    String provisional = topics.name(Topic.ALERTS_PROVISIONAL);
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(Outbound.TYPE, new Outbound(provisional, "a", "alert".getBytes(UTF_8)))
        .sinkTo(KafkaSinks.atLeastOnce(kafka))
        .uid("sink");
    environment.execute();

    assertThat(read(provisional)).containsExactly("a=alert");
  }

  @Test
  void writesADeadLetterThatHoldsTheLargestRawRecord() throws Exception {
    Topics topics = create("large", Topic.DEAD_LETTERS);
    String letters = topics.name(Topic.DEAD_LETTERS);
    byte[] base64 = new byte[Topic.Limits.RAW_RECORD / 3 * 4];
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(
            Outbound.TYPE,
            new Outbound(letters, "fits", base64),
            new Outbound(letters, "too-large", new byte[Topic.Limits.RECORD]))
        .sinkTo(KafkaSinks.exactlyOnce(kafka, "large"))
        .uid("sink");
    environment.execute();

    assertThat(records(letters)).extracting(r -> r.value().length).containsExactly(base64.length);
  }

  @Test
  void readsBytesAsTheyAreWithTheirPosition() throws Exception {
    String raw = create("raw", Topic.EVENTS_RAW).name(Topic.EVENTS_RAW);
    long now = System.currentTimeMillis(); // the topic's retention removes old records
    send(new ProducerRecord<>(raw, 0, now, (byte[]) null, new byte[] {(byte) 0xff, 0}));
    send(new ProducerRecord<>(raw, 0, now, "k".getBytes(UTF_8), (byte[]) null));
    StreamExecutionEnvironment environment = environment();
    List<RawRecord> read = new ArrayList<>();
    try (CloseableIterator<RawRecord> records =
        environment
            .fromSource(
                KafkaSources.rawRecords(kafka, raw, "g", KafkaSources.FirstStart.EARLIEST),
                WatermarkStrategy.noWatermarks(),
                "raw")
            .executeAndCollect()) {
      read.add(records.next());
      read.add(records.next());
    }

    assertThat(read.get(0).value()).containsExactly(0xff, 0);
    assertThat(read.get(0).origin().position()).isEqualTo(raw + "/0/0");
    assertThat(read.get(0).origin().timestamp()).isEqualTo(now);
    assertThat(read.get(1).value()).isEmpty();
  }

  @Test
  void readsEveryVersionOfEveryRule() throws Exception {
    String rules = create("rules", Topic.RULES).name(Topic.RULES);
    send(RuleRecords.put(rules, "a", "title: old", "a.yml"));
    send(RuleRecords.put(rules, "b", "title: b", "b.yml"));
    send(RuleRecords.put(rules, "a", "title: new", "a.yml"));
    send(RuleRecords.remove(rules, "b"));

    assertThat(RuleTopic.read(kafka, rules, Duration.ofSeconds(30)))
        .extracting(RuleDocument::key, RuleDocument::text, RuleDocument::file)
        .containsExactly(
            tuple("a", "title: old", "a.yml"),
            tuple("b", "title: b", "b.yml"),
            tuple("a", "title: new", "a.yml"),
            tuple("b", "", ""));
  }

  @Test
  void namesEveryTopicThatIsMissingOrHasNoOrder() throws Exception {
    Topics topics = create("check", Topic.DETECTIONS, Topic.POLICIES);
    try (TopicAdmin admin = new TopicAdmin(kafka, TopicAdmin.Scale.oneBroker(3))) {
      admin.createMissing(topics, List.of(Topic.ALERTS), Duration.ofSeconds(30));
    }
    Duration patience = Duration.ofSeconds(30);
    List<Topic> there = List.of(Topic.DETECTIONS, Topic.ALERTS);

    TopicCheck.require(kafka, topics, there, List.of(Topic.POLICIES, Topic.APPROVALS), patience);
    assertThatThrownBy(
            () ->
                TopicCheck.require(
                    kafka,
                    topics,
                    List.of(Topic.OPS_ALERTS, Topic.ALERTS, Topic.AUDIT),
                    there,
                    patience))
        .isInstanceOf(TopicAdmin.TopicException.class)
        .hasMessageContaining("there is no topic check.compliance.audit, check.ops.alerts at ")
        .hasMessageContaining("./streams topics")
        .hasMessageContaining("check.correlation.alerts has 3 partitions")
        .hasMessageNotContaining("check.security.detections");
  }

  @Test
  void saysWhichClusterDoesNotAnswer() {
    KafkaSettings nobody = KafkaSettings.of("127.0.0.1:1");
    assertThatThrownBy(
            () ->
                TopicCheck.require(
                    nobody, Topics.unprefixed(), List.of(), List.of(), Duration.ofMillis(500)))
        .hasMessageContaining("127.0.0.1:1 did not answer in time");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("execution.checkpointing.interval", "200 ms");
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }

  private static Topics create(String prefix, Topic... needed) throws InterruptedException {
    Topics topics = new Topics(prefix + '.');
    try (TopicAdmin admin = new TopicAdmin(kafka, TopicAdmin.Scale.oneBroker(1))) {
      admin.createMissing(topics, List.of(needed), Duration.ofSeconds(30));
    }
    return topics;
  }

  private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.toProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    }
  }

  private static List<String> read(String topic) {
    return records(topic).stream()
        .map(r -> text(r.key()) + '=' + (r.value() == null ? "null" : text(r.value())))
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Properties properties = kafka.toProperties();
    properties.setProperty("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      List<TopicPartition> partitions = List.of(only);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(only);
      while (consumer.position(only) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }
}
