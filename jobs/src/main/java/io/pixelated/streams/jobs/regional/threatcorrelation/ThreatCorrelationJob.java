package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.connectors.database.DatabaseStage;
import io.pixelated.streams.connectors.kafka.AnnouncedAlerts;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KafkaSinks;
import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.KafkaSources.FirstStart;
import io.pixelated.streams.connectors.kafka.KeyedTopic;
import io.pixelated.streams.connectors.kafka.RuleTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicCheck;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.incidents.SocStreams;
import io.pixelated.streams.jobs.residency.DeadLetterFunction;
import io.pixelated.streams.jobs.residency.RulingStreams;
import io.pixelated.streams.jobs.settings.JobArguments;
import io.pixelated.streams.jobs.settings.JobEnvironment;
import io.pixelated.streams.jobs.settings.StateDefaults;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The regional job that detects, correlates and stores. */
public final class ThreatCorrelationJob {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

  private static final Duration RULES_IDLE_AFTER = Duration.ofMillis(100);

  private ThreatCorrelationJob() {}

  /**
   * Runs the job with {@code -Dkey=value} arguments over Flink's configuration.
   *
   * @throws io.pixelated.streams.jobs.settings.InvalidSettingsException with all that is wrong
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = JobArguments.read(arguments);
    ThreatCorrelationSettings settings = ThreatCorrelationSettings.read(configuration);
    requireTopics(settings);
    StreamExecutionEnvironment environment = JobEnvironment.of(configuration);
    define(environment, settings);
    environment.execute(name(settings));
  }

  /**
   * Looks whether the topics are there that the job cannot do without, and as it needs them.
   *
   * @throws io.pixelated.streams.connectors.kafka.TopicAdmin.TopicException naming all that are not
   */
  public static void requireTopics(ThreatCorrelationSettings settings) throws InterruptedException {
    Set<Topic> needed = EnumSet.copyOf(OutboundStreams.WRITTEN);
    needed.add(Topic.EVENTS_RAW);
    needed.add(Topic.RULES);
    TopicCheck.require(
        settings.kafka(),
        settings.topics(),
        needed,
        Set.of(Topic.RULES, Topic.POLICIES, Topic.APPROVALS),
        BROKER_PATIENCE);
  }

  /** The job's name in the Flink UI. */
  public static String name(ThreatCorrelationSettings settings) {
    return "threat-correlation " + settings.region();
  }

  /** Defines the job from Kafka to Kafka and the database. */
  public static void define(
      StreamExecutionEnvironment environment, ThreatCorrelationSettings settings) {
    Topics topics = settings.topics();
    DataStream<RawRecord> raw =
        environment
            .fromSource(
                KafkaSources.rawRecords(
                    settings.kafka(),
                    topics.name(Topic.EVENTS_RAW),
                    settings.groupId(),
                    FirstStart.EARLIEST),
                WatermarkStrategy.noWatermarks(),
                "Raw events")
            .uid(Uids.RAW_EVENTS);
    define(environment, settings, raw);
  }

  /** Defines the job on a stream of raw records that comes from somewhere else. */
  public static void define(
      StreamExecutionEnvironment environment,
      ThreatCorrelationSettings settings,
      DataStream<RawRecord> raw) {
    // Whatever the cluster's configuration says: no type without a schema of its own, and no
    // copies between chained operators, for nothing that travels is ever changed.
    Configuration always = new Configuration();
    always.set(PipelineOptions.GENERIC_TYPES, false);
    always.set(PipelineOptions.OBJECT_REUSE, true);
    environment.configure(always);
    StateDefaults.apply(environment);
    KafkaSettings kafka = settings.kafka();
    String ruleTopic = settings.topics().name(Topic.RULES);
    String provisionalTopic = settings.topics().name(Topic.ALERTS_PROVISIONAL);
    DataStream<RuleDocument> rules =
        environment
            .fromSource(
                KafkaSources.rules(kafka, ruleTopic, settings.groupId()),
                // Rules have no event time: they must not hold back that of the events.
                WatermarkStrategy.<RuleDocument>noWatermarks().withIdleness(RULES_IDLE_AFTER),
                "Rules")
            .uid(Uids.RULES)
            .setParallelism(1);
    String silenceTopic = settings.topics().name(Topic.SILENCES);
    SocStreams soc =
        new SocStreams(
            keyed(environment, settings, Topic.SILENCES, Uids.SILENCES),
            () -> KeyedTopic.read(kafka, silenceTopic, BROKER_PATIENCE),
            keyed(environment, settings, Topic.DISPOSITIONS, Uids.DISPOSITIONS));
    Outputs outputs =
        ThreatCorrelationTopology.build(
            raw,
            rules,
            () -> RuleTopic.read(kafka, ruleTopic, BROKER_PATIENCE),
            since -> AnnouncedAlerts.undecided(kafka, provisionalTopic, since, BROKER_PATIENCE),
            soc,
            privacy(environment, settings),
            keyed(environment, settings, Topic.PRIVACY_ERASURES, Uids.ERASURES),
            settings);
    DataStream<DeadLetter> refused =
        DatabaseStage.store(outputs.cleared(), settings.database())
            .uid(Uids.DATABASE)
            .name("Database");
    OutboundStreams kafkaRecords =
        new OutboundStreams(
            settings.topics(), new DeadLetterFunction(settings.keys(), settings.region()));
    kafkaRecords
        .transactional(outputs, refused)
        .sinkTo(KafkaSinks.exactlyOnce(kafka, settings.groupId()))
        .uid(Uids.TRANSACTIONAL_SINK)
        .name("Kafka, exactly once");
    kafkaRecords
        .prompt(outputs)
        .sinkTo(KafkaSinks.atLeastOnce(kafka))
        .uid(Uids.PROMPT_SINK)
        .name("Kafka, at once");
  }

  private static RulingStreams privacy(
      StreamExecutionEnvironment environment, ThreatCorrelationSettings settings) {
    KafkaSettings kafka = settings.kafka();
    String policies = settings.topics().name(Topic.POLICIES);
    String approvals = settings.topics().name(Topic.APPROVALS);
    return new RulingStreams(
        keyed(environment, settings, Topic.POLICIES, Uids.POLICIES),
        () -> KeyedTopic.read(kafka, policies, BROKER_PATIENCE),
        keyed(environment, settings, Topic.APPROVALS, Uids.APPROVALS),
        () -> KeyedTopic.read(kafka, approvals, BROKER_PATIENCE));
  }

  private static DataStream<KeyedRecord> keyed(
      StreamExecutionEnvironment environment,
      ThreatCorrelationSettings settings,
      Topic topic,
      String uid) {
    return environment
        .fromSource(
            KafkaSources.keyed(settings.kafka(), settings.topics().name(topic), settings.groupId()),
            // Like rules: no event time, and nothing that may hold back that of the events.
            WatermarkStrategy.<KeyedRecord>noWatermarks().withIdleness(RULES_IDLE_AFTER),
            topic.topicName())
        .uid(uid)
        .setParallelism(1);
  }
}
