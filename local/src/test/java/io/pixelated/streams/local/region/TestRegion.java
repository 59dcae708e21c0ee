package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.local.watch.Backlog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A region whose topics and rows begin empty and are gone when it is closed: nothing of one test is
 * left for the next.
 */
final class TestRegion implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final List<String> TABLES = List.of("threat_events", "detections", "incidents");

  /** Every job has a group of its own: Kafka remembers what another left unfinished. */
  private static final AtomicInteger CREATED = new AtomicInteger();

  /** The cluster goes on counting TaskManagers: whoever is lost leaves a number behind. */
  private static final AtomicInteger LOST_TASK_MANAGERS = new AtomicInteger();

  private final LocalStack stack;
  private final LocalRegion region;
  private final String groupId;
  private final Committed committed;
  private final List<LocalRegion> beside = new ArrayList<>();

  private TestRegion(LocalStack stack, String name) {
    this.stack = stack;
    this.region = new LocalRegion(stack, name);
    this.groupId = "test-" + CREATED.incrementAndGet();
    this.committed = new Committed(stack.kafka());
  }

  /** Creates the topics of a region, with this many partitions where the catalogue has more. */
  static TestRegion create(LocalStack stack, String name, int partitions)
      throws InterruptedException {
    LocalRegion.createTopics(stack, Set.of(name), partitions);
    return new TestRegion(stack, name);
  }

  String name() {
    return region.name();
  }

  private String group() {
    return groupId + '-' + name();
  }

  String topic(Topic topic) {
    return region.topics().name(topic);
  }

  void push(RuleDocument... rules) throws InterruptedException {
    push(Arrays.asList(rules));
  }

  void push(Collection<RuleDocument> rules) throws InterruptedException {
    region.push(rules);
  }

  /** Starts the job and returns when every task of it runs. */
  void start(Configuration overrides) {
    start(overrides, ThreatCorrelationJob::define);
  }

  /** Starts a job of the test's own making and returns when every task of it runs. */
  void start(
      Configuration overrides,
      BiConsumer<StreamExecutionEnvironment, ThreatCorrelationSettings> job) {
    Configuration all = new Configuration(overrides);
    all.set(ThreatCorrelationOptions.GROUP_ID, groupId);
    region.start(all, job);
    awaitRunning();
  }

  /**
   * Stops the job and returns where its savepoint is; {@link #resume} goes on from there.
   *
   * @param directory where savepoints go
   */
  String stop(Path directory) throws Exception {
    return stack
        .flink()
        .stopWithSavepoint(
            region.job(), directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Starts the job from a savepoint and returns when every task of it runs. */
  void resume(String savepoint, Configuration overrides) {
    Configuration all = new Configuration(overrides);
    all.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    start(all);
  }

  /** Starts another job of the region beside the first, which ends with the region. */
  void startBeside(
      Configuration overrides,
      BiConsumer<StreamExecutionEnvironment, ThreatCorrelationSettings> job) {
    LocalRegion another = new LocalRegion(stack, name());
    another.start(overrides, job);
    beside.add(another);
  }

  void awaitRunning() {
    await("every task of the job runs")
        .atMost(PATIENCE)
        .until(() -> region.status() == JobStatus.RUNNING && allTasksRun());
  }

  private boolean allTasksRun() {
    for (AccessExecutionVertex task : graph().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** The job's id in Flink. */
  JobID job() {
    return region.job();
  }

  /** Takes the TaskManager away and puts another in its place. */
  void loseTaskManager() throws Exception {
    stack
        .flink()
        .terminateTaskManager(LOST_TASK_MANAGERS.getAndIncrement())
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    stack.flink().startTaskManager();
  }

  /** How often the job went on from a checkpoint. */
  long restarts() {
    return checkpoints().getCounts().getNumberOfRestoredCheckpoints();
  }

  /** Writes records to the raw topic and returns when the broker has them. */
  void send(Collection<RawMessage> messages) throws InterruptedException {
    String raw = topic(Topic.EVENTS_RAW);
    write(
        messages.stream()
            .map(
                m ->
                    new ProducerRecord<byte[], byte[]>(
                        raw, m.partition(), m.timestamp(), null, m.value()))
            .toList());
  }

  /** Writes a record to a keyed topic; returns when the broker has it. */
  void put(Topic topic, String key, String value) throws InterruptedException {
    write(List.of(new ProducerRecord<>(topic(topic), key.getBytes(UTF_8), value.getBytes(UTF_8))));
  }

  /** Writes a tombstone to a keyed topic; returns when the broker has it. */
  void remove(Topic topic, String key) throws InterruptedException {
    write(List.of(new ProducerRecord<>(topic(topic), key.getBytes(UTF_8), null)));
  }

  private void write(Collection<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    Properties properties = stack.kafka().toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    // A new topic's leader may refuse the first batch and take the second: the first never fits
    // then.
    properties.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.Limits.RAW_RECORD));
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> record : sent) {
        record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker did not take the records", e);
    }
  }

  /** Returns when a completed checkpoint covers every record that was sent. */
  void awaitCovered() throws InterruptedException {
    try (Backlog backlog = new Backlog(stack.kafka(), Map.of(name(), group()))) {
      await("a checkpoint covers every raw record")
          .atMost(PATIENCE)
          .until(() -> backlog.events() == 0);
    }
  }

  /**
   * Returns when all that the job has made so far can be seen: a checkpoint that began after this
   * call is complete, so every sink has flushed, and no transaction is open on any topic.
   */
  void awaitVisible() {
    long now = System.currentTimeMillis();
    await("a checkpoint from now on is complete")
        .atMost(PATIENCE)
        .until(
            () -> {
              CompletedCheckpointStats latest =
                  checkpoints().getHistory().getLatestCompletedCheckpoint();
              return latest != null && latest.getTriggerTimestamp() > now;
            });
    await("no transaction is open").atMost(PATIENCE).until(() -> committed.hidden(topics()) == 0);
  }

  private List<String> topics() {
    return LocalRegion.TOPICS.stream().map(this::topic).toList();
  }

  private CheckpointStatsSnapshot checkpoints() {
    return graph().getCheckpointStatsSnapshot();
  }

  private AccessExecutionGraph graph() {
    return stack.flink().getExecutionGraph(region.job()).join();
  }

  /** Every record of a topic, as a {@code read_committed} consumer sees it. */
  List<Seen> read(Topic topic) {
    return committed.read(topic(topic));
  }

  /** The last record of every key of a topic. */
  Map<String, Seen> latest(Topic topic) {
    Map<String, Seen> latest = new TreeMap<>();
    read(topic).forEach(record -> latest.put(record.key(), record));
    return latest;
  }

  /** The rows that a table has of this region: column to text. */
  List<Map<String, String>> rows(String table) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM %s WHERE region = '%s' AND NOT removed".formatted(table, name()))) {
      List<Map<String, String>> all = new ArrayList<>();
      while (rows.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.put(rows.getMetaData().getColumnName(column), rows.getString(column));
        }
        all.add(row);
      }
      return all;
    }
  }

  private Connection connect() throws SQLException {
    return new Connections(stack.database()).getConnection();
  }

  @Override
  public void close() throws Exception {
    beside.forEach(LocalRegion::cancel);
    if (region.job() != null) {
      region.cancel();
    }
    committed.close();
    delete(topics());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate("DELETE FROM %s WHERE region = '%s'".formatted(table, name()));
      }
      statement.executeUpdate(
          "DELETE FROM compliance_audit_logs WHERE home_region = '%s'".formatted(name()));
    }
  }

  /** Removes a topic that nothing uses. */
  void delete(Topic topic) throws Exception {
    delete(List.of(topic(topic)));
  }

  /** Creates the topics that are missing. */
  void createTopics() throws InterruptedException {
    LocalRegion.createTopics(stack, Set.of(name()), 1);
  }

  /** Returns when the broker has forgotten them too: their names are used again. */
  private void delete(Collection<String> topics) throws Exception {
    try (Admin admin = Admin.create(stack.kafka().toProperties())) {
      admin.deleteTopics(topics).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      await("the topics are gone")
          .atMost(PATIENCE)
          .until(() -> Collections.disjoint(admin.listTopics().names().get(), topics));
    }
  }
}
