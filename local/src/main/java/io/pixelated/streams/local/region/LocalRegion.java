package io.pixelated.streams.local.region;

import io.pixelated.streams.connectors.kafka.RuleRecords;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicAdmin;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.regional.threatcorrelation.DatabaseOptions;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One region on a local stack: its topics, its rules and its {@code threat-correlation} job.
 *
 * <p>Create the topics, push the rules, start the job, in this order: the job begins with the rules
 * that are there.
 */
public final class LocalRegion {
  /** The topics that the jobs read and write. */
  static final Set<Topic> TOPICS =
      Set.of(
          Topic.EVENTS_RAW,
          Topic.EVENTS_ENRICHED,
          Topic.DETECTIONS,
          Topic.ALERTS,
          Topic.ALERTS_PROVISIONAL,
          Topic.INCIDENTS,
          Topic.RULES,
          Topic.RULES_STATUS,
          Topic.RULES_QUALITY,
          Topic.SILENCES,
          Topic.SILENCED,
          Topic.DISPOSITIONS,
          Topic.AUDIT,
          Topic.POLICIES,
          Topic.APPROVALS,
          Topic.QUARANTINE,
          Topic.PRIVACY_REQUESTS,
          Topic.PRIVACY_ERASURES,
          Topic.PRIVACY_REPORTS,
          Topic.PRIVACY_RESPONSES,
          Topic.PRIVACY_CHOICES,
          Topic.BREACH_NOTICES,
          Topic.OPS_ALERTS,
          Topic.DEAD_LETTERS);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;

  private final LocalStack stack;
  private final String region;
  private final Topics topics;
  private JobID jobId;
  private String groupId;

  /** A region that has nothing yet on {@code stack}. */
  public LocalRegion(LocalStack stack, String region) {
    this.stack = Objects.requireNonNull(stack, "stack");
    this.region = Objects.requireNonNull(region, "region");
    this.topics = Topics.sharedBy(region);
  }

  /** Creates the topics of several regions at once. */
  public static void createTopics(LocalStack stack, Collection<String> regions, int partitions)
      throws InterruptedException {
    try (TopicAdmin admin = new TopicAdmin(stack.kafka(), TopicAdmin.Scale.oneBroker(partitions))) {
      admin.createMissing(
          regions.stream().collect(Collectors.toMap(Topics::sharedBy, region -> TOPICS)), PATIENCE);
    }
  }

  /** The region's name. */
  public String name() {
    return region;
  }

  /** The names of the region's topics. */
  public Topics topics() {
    return topics;
  }

  /** Pushes rules to {@code detection.rules}; returns when the broker has them. */
  public void push(Collection<RuleDocument> rules) throws InterruptedException {
    Properties properties = stack.kafka().toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    // A new topic's leader may refuse the first batch and take the second: the first never fits
    // then.
    properties.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    ByteArraySerializer bytes = new ByteArraySerializer();
    String topic = topics.name(Topic.RULES);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (RuleDocument rule : rules) {
        sent.add(
            producer.send(
                rule.isTombstone()
                    ? RuleRecords.remove(topic, rule.key())
                    : RuleRecords.put(topic, rule.key(), rule.text(), rule.file())));
      }
      for (Future<RecordMetadata> record : sent) {
        record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not take the rules of " + region, e);
    }
  }

  /** Starts {@code threat-correlation} with options over those of the local stack. */
  public void start(Configuration overrides) {
    start(overrides, ThreatCorrelationJob::define);
  }

  /**
   * Starts a job of the caller's making in place of the region's own.
   *
   * @param overrides options over those of the local stack
   * @param job what the job does
   */
  public void start(
      Configuration overrides,
      BiConsumer<StreamExecutionEnvironment, ThreatCorrelationSettings> job) {
    Configuration configuration = configuration();
    configuration.addAll(overrides);
    ThreatCorrelationSettings settings =
        ThreatCorrelationSettings.read(configuration).withDatabase(stack.database());
    groupId = settings.groupId();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    job.accept(environment, settings);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(ThreatCorrelationJob.name(settings));
    jobId = join(stack.flink().submitJob(graph.getJobGraph())).getJobID();
  }

  /** Returns when every task of the job runs. */
  public void awaitRunning() throws InterruptedException {
    while (!isRunning()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean isRunning() {
    AccessExecutionGraph graph = join(stack.flink().getExecutionGraph(jobId));
    if (graph.getState().isGloballyTerminalState()) {
      throw new IllegalStateException(
          graph.getJobName() + " is " + graph.getState() + " instead of running; see the log");
    }
    for (var vertex : graph.getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return graph.getState() == JobStatus.RUNNING;
  }

  private Configuration configuration() {
    Configuration c = new Configuration();
    c.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    c.set(PipelineOptions.OBJECT_REUSE, true);
    c.set(PipelineOptions.GENERIC_TYPES, false);
    c.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(25));
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
    c.set(ThreatCorrelationOptions.IDLE_AFTER, Duration.ofSeconds(3));
    c.set(ThreatCorrelationOptions.REGION, region);
    c.set(ThreatCorrelationOptions.BOOTSTRAP_SERVERS, stack.kafka().bootstrapServers());
    c.set(ThreatCorrelationOptions.TOPIC_PREFIX, topics.prefix());
    c.set(DatabaseOptions.URL, stack.database().url());
    c.set(ThreatCorrelationOptions.KEYS, KeyLocation.DEVELOPMENT);
    return c;
  }

  /** The job's id in Flink; null before it was started. */
  public JobID job() {
    return jobId;
  }

  /** The job's Kafka consumer group; null before it was started. */
  public String groupId() {
    return groupId;
  }

  /** Where the job is in its life. */
  public JobStatus status() {
    return join(stack.flink().getJobStatus(jobId));
  }

  /** Stops the job; returns when it has. */
  public void cancel() {
    join(stack.flink().cancelJob(jobId));
    join(stack.flink().requestJobResult(jobId));
  }

  private static <T> T join(CompletableFuture<T> answer) {
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
