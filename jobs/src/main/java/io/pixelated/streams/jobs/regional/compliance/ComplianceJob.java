package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KafkaSinks;
import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicCheck;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.jobs.audit.AuditStage;
import io.pixelated.streams.jobs.audit.Unchained;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.jobs.residency.DeadLetterFunction;
import io.pixelated.streams.jobs.settings.JobArguments;
import io.pixelated.streams.jobs.settings.JobEnvironment;
import io.pixelated.streams.privacy.breach.BreachFact;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ErasureReportJson;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The regional job that does what data subjects ask for and keeps the law's clocks.
 *
 * <pre>
 *   privacy.requests ─► read ─► desk (by request) ─► work ─┬─► answers, tombstones, certificate
 *   privacy.erasures.done ─────►  │                         └─► audit chain
 *                                 └─► orders ─► privacy.erasures
 *   security.incidents, soc.dispositions, soc.breach.notices ─► breach clock ─► ops.alerts
 * </pre>
 *
 * <p>It takes the options of {@code threat-correlation} and a few of its own.
 */
public final class ComplianceJob {
  /** What the job reads all the time, and what it writes. */
  static final Set<Topic> NEEDED =
      Set.of(
          Topic.PRIVACY_REQUESTS,
          Topic.PRIVACY_REPORTS,
          Topic.INCIDENTS,
          Topic.DISPOSITIONS,
          Topic.BREACH_NOTICES,
          Topic.PRIVACY_ERASURES,
          Topic.PRIVACY_RESPONSES,
          Topic.PRIVACY_CHOICES,
          Topic.AUDIT,
          Topic.OPS_ALERTS,
          Topic.DEAD_LETTERS);

  private static final String UID = "compliance-";
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

  /** Requests that may be under way at once; they are worked on one after the other. */
  private static final int UNDER_WAY = 16;

  private static final long FOR_EVER = 0;

  private ComplianceJob() {}

  /**
   * Runs the job with {@code -Dkey=value} arguments over Flink's configuration.
   *
   * @throws io.pixelated.streams.jobs.settings.InvalidSettingsException with all that is wrong
   * @throws io.pixelated.streams.connectors.kafka.TopicAdmin.TopicException naming all topics that
   *     are missing
   * @throws IllegalStateException if a topic keeps records of persons for too long
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = JobArguments.read(arguments);
    ComplianceSettings settings = ComplianceSettings.read(configuration);
    TopicCheck.require(
        settings.region().kafka(), settings.region().topics(), NEEDED, Set.of(), BROKER_PATIENCE);
    StreamExecutionEnvironment environment = JobEnvironment.of(configuration);
    define(environment, settings);
    environment.execute(ComplianceSettings.JOB + ' ' + settings.region().region());
  }

  /** Defines the job from Kafka to Kafka and the database. */
  public static void define(StreamExecutionEnvironment environment, ComplianceSettings settings) {
    Configuration always = new Configuration();
    always.set(PipelineOptions.GENERIC_TYPES, false);
    always.set(PipelineOptions.OBJECT_REUSE, true);
    environment.configure(always);
    ThreatCorrelationSettings region = settings.region();
    Topics topics = region.topics();
    Place place =
        new Place(
            region.region(), region.kafka(), topics.prefix(), region.database(), region.keys());

    SingleOutputStreamOperator<Received> requests =
        keyed(environment, settings, Topic.PRIVACY_REQUESTS)
            .process(new ReadRequestFunction(region.keys(), region.region()))
            .returns(TypeInformation.of(Received.class))
            .uid(UID + "read-requests")
            .name("Read requests");
    SingleOutputStreamOperator<ErasureReport> reports =
        keyed(environment, settings, Topic.PRIVACY_REPORTS)
            .process(new ReadFunction<>(region.region(), "erasure-report", ComplianceJob::report))
            .returns(TypeInformation.of(ErasureReport.class))
            .uid(UID + "reports")
            .name("Read reports of erasure");
    SingleOutputStreamOperator<Task> tasks =
        requests
            .keyBy(Received::requestId)
            .connect(reports.keyBy(ErasureReport::requestId))
            .process(
                new RequestDesk(
                    region.region(),
                    settings.stages(),
                    settings.reportDeadline(),
                    settings.sweeps()))
            .returns(TypeInformation.of(Task.class))
            .uid(UID + "desk")
            .name("Request desk");
    DataStream<Outbound> orders =
        tasks
            .getSideOutput(RequestDesk.ORDERS)
            .map(
                new OrderFunction(
                    region.keys(), region.region(), topics.name(Topic.PRIVACY_ERASURES)))
            .returns(Outbound.TYPE)
            .uid(UID + "orders")
            .name("Erasure orders");
    SingleOutputStreamOperator<Outcome> outcomes =
        AsyncDataStream.unorderedWait(
                tasks,
                new WorkFunction(
                    place, settings.stages(), settings.sweeps(), settings.retentionEvery()),
                FOR_EVER,
                TimeUnit.MILLISECONDS,
                UNDER_WAY)
            .returns(TypeInformation.of(Outcome.class))
            .forceNonParallel()
            .uid(UID + "work")
            .name("Work on requests");

    SingleOutputStreamOperator<BreachFact> notices =
        keyed(environment, settings, Topic.BREACH_NOTICES)
            .process(new ReadFunction<>(region.region(), "breach-notice", BreachFacts::ofNotice))
            .returns(TypeInformation.of(BreachFact.class))
            .uid(UID + "read-notices")
            .name("Read notices");
    SingleOutputStreamOperator<OpsAlert> alerts =
        facts(environment, settings, Topic.INCIDENTS, BreachFacts::ofIncident)
            .union(facts(environment, settings, Topic.DISPOSITIONS, BreachFacts::ofDisposition))
            .union(notices)
            .keyBy(BreachFact::incidentId)
            .process(new BreachClock(region.region(), settings.breachSettle()))
            .returns(TypeInformation.of(OpsAlert.class))
            .uid(UID + "breach-clock")
            .name("Breach clock");

    DataStream<Unchained> notes =
        outcomes
            .map(Outcome::note)
            .returns(TypeInformation.of(Unchained.class))
            .uid(UID + "outcome-notes")
            .name("Notes of outcomes")
            .union(
                tasks
                    .getSideOutput(RequestDesk.NOTES)
                    .union(alerts.getSideOutput(BreachClock.NOTES))
                    .map(note -> Unchained.note(note.id(), note.toJson()))
                    .returns(TypeInformation.of(Unchained.class))
                    .uid(UID + "notes")
                    .name("Notes"));
    String audit = topics.name(Topic.AUDIT);
    String deadLetters = topics.name(Topic.DEAD_LETTERS);
    String opsAlerts = topics.name(Topic.OPS_ALERTS);
    DataStream<DeadLetter> unreadable =
        requests
            .getSideOutput(ReadRequestFunction.UNREADABLE)
            .union(
                notices.getSideOutput(ReadRequestFunction.UNREADABLE),
                reports.getSideOutput(ReadRequestFunction.UNREADABLE))
            .map(new DeadLetterFunction(region.keys(), region.region()))
            .returns(TypeInformation.of(DeadLetter.class))
            .uid(UID + "sealed-dead-letters")
            .name("Dead letters, sealed");
    outcomes
        .flatMap(
            (Outcome outcome, Collector<Outbound> out) -> outcome.records().forEach(out::collect))
        .returns(Outbound.TYPE)
        .uid(UID + "outcome-records")
        .name("Answers and tombstones")
        .union(orders)
        .union(
            flatMap(
                AuditStage.defineForNotes(notes, settings.audit(), UID + "audit"),
                (entry, out) ->
                    out.collect(new Outbound(audit, entry.id(), entry.bytes(), entry.chain())),
                Outbound.TYPE,
                "audit-records"))
        .union(
            flatMap(
                unreadable,
                (letter, out) ->
                    out.collect(
                        new Outbound(deadLetters, letter.id(), DeadLetterJson.write(letter))),
                Outbound.TYPE,
                "dead-letter-records"))
        .union(
            flatMap(
                alerts,
                (alert, out) -> out.collect(new Outbound(opsAlerts, alert.id(), alert.toJson())),
                Outbound.TYPE,
                "ops-alert-records"))
        .sinkTo(KafkaSinks.exactlyOnce(region.kafka(), settings.group()))
        .uid(UID + "kafka-transactional")
        .name("Kafka, exactly once");
  }

  /** A report that cannot be read is missing in the certificate. */
  static Optional<ErasureReport> report(KeyedRecord record) throws IOException {
    return record.isTombstone()
        ? Optional.empty()
        : Optional.of(ErasureReportJson.read(record.value()));
  }

  /** What a record says of a breach. */
  @FunctionalInterface
  private interface Facts extends Serializable {
    Optional<BreachFact> of(KeyedRecord record);
  }

  private static DataStream<BreachFact> facts(
      StreamExecutionEnvironment environment,
      ComplianceSettings settings,
      Topic topic,
      Facts facts) {
    return flatMap(
        keyed(environment, settings, topic),
        (record, out) -> facts.of(record).ifPresent(out::collect),
        TypeInformation.of(BreachFact.class),
        topic.topicName().replace('.', '-') + "-facts");
  }

  private static <I, O> DataStream<O> flatMap(
      DataStream<I> stream, FlatMapFunction<I, O> function, TypeInformation<O> type, String name) {
    return stream.flatMap(function).returns(type).uid(UID + name).name(name.replace('-', ' '));
  }

  private static DataStream<KeyedRecord> keyed(
      StreamExecutionEnvironment environment, ComplianceSettings settings, Topic topic) {
    KafkaSettings kafka = settings.region().kafka();
    return environment
        .fromSource(
            KafkaSources.keyed(kafka, settings.region().topics().name(topic), settings.group()),
            WatermarkStrategy.noWatermarks(),
            topic.topicName())
        .uid(UID + topic.topicName().replace('.', '-'));
  }
}
