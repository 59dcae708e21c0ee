package io.pixelated.streams.jobs.regional.auditarchive;

import io.pixelated.streams.connectors.database.AuditEntry;
import io.pixelated.streams.connectors.database.DatabaseStage;
import io.pixelated.streams.connectors.kafka.KafkaSinks;
import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.KafkaSources.FirstStart;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicCheck;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.jobs.audit.ArchiveFunction;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.jobs.residency.DeadLetterFunction;
import io.pixelated.streams.jobs.settings.JobArguments;
import io.pixelated.streams.jobs.settings.JobEnvironment;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The regional job that copies audit chains from their topic to the database.
 *
 * <p>It reads what is committed, so that the archive never holds what a failure took back from the
 * topic; and it is a job of its own, so that a database that is away holds nobody up: the topic
 * keeps a year. It takes the options of {@code threat-correlation}.
 */
public final class AuditArchiveJob {
  private static final String NAME = "audit-archive";
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

  private AuditArchiveJob() {}

  /**
   * Runs the job with {@code -Dkey=value} arguments over Flink's configuration.
   *
   * @throws io.pixelated.streams.jobs.settings.InvalidSettingsException with all that is wrong
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = JobArguments.read(arguments);
    ThreatCorrelationSettings settings = ThreatCorrelationSettings.read(configuration);
    TopicCheck.require(
        settings.kafka(),
        settings.topics(),
        Set.of(Topic.AUDIT, Topic.DEAD_LETTERS),
        Set.of(),
        BROKER_PATIENCE);
    StreamExecutionEnvironment environment = JobEnvironment.of(configuration);
    define(environment, settings);
    environment.execute(NAME + ' ' + settings.region());
  }

  /** Defines the job from Kafka to the database. */
  public static void define(
      StreamExecutionEnvironment environment, ThreatCorrelationSettings settings) {
    Configuration always = new Configuration();
    always.set(PipelineOptions.GENERIC_TYPES, false);
    always.set(PipelineOptions.OBJECT_REUSE, true);
    environment.configure(always);
    String group = NAME + '-' + settings.groupId();
    SingleOutputStreamOperator<AuditEntry> rows =
        environment
            .fromSource(
                KafkaSources.rawRecords(
                    settings.kafka(),
                    settings.topics().name(Topic.AUDIT),
                    group,
                    FirstStart.EARLIEST),
                WatermarkStrategy.noWatermarks(),
                "Audit chains")
            .uid("audit-chains")
            .process(new ArchiveFunction(settings.region()))
            .returns(TypeInformation.of(AuditEntry.class))
            .uid("audit-rows")
            .name("Rows of the archive");
    String deadLetters = settings.topics().name(Topic.DEAD_LETTERS);
    DatabaseStage.archive(rows, settings.database())
        .uid("audit-database")
        .name("Database")
        .union(rows.getSideOutput(ArchiveFunction.UNREADABLE))
        .map(new DeadLetterFunction(settings.keys(), settings.region()))
        .returns(TypeInformation.of(DeadLetter.class))
        .uid("sealed-dead-letters")
        .name("Dead letters, sealed")
        .map(letter -> new Outbound(deadLetters, letter.id(), DeadLetterJson.write(letter)))
        .returns(Outbound.TYPE)
        .uid("dead-letter-records")
        .name("Dead letters")
        .sinkTo(KafkaSinks.exactlyOnce(settings.kafka(), group))
        .uid("kafka-transactional")
        .name("Kafka, exactly once");
  }
}
