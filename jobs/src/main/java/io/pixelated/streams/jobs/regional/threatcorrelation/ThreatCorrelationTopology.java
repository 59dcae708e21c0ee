package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.audit.AuditStage;
import io.pixelated.streams.jobs.audit.AuditStreams;
import io.pixelated.streams.jobs.correlation.Announced;
import io.pixelated.streams.jobs.correlation.CorrelationStages;
import io.pixelated.streams.jobs.correlation.CorrelationStages.Correlated;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.erasure.OrderReader;
import io.pixelated.streams.jobs.eventtime.EventTimeOperator;
import io.pixelated.streams.jobs.incidents.IncidentStreams;
import io.pixelated.streams.jobs.incidents.IncidentTopology;
import io.pixelated.streams.jobs.incidents.SocStreams;
import io.pixelated.streams.jobs.meeting.MeetingOperators;
import io.pixelated.streams.jobs.meeting.MeetingPlace;
import io.pixelated.streams.jobs.residency.CheckedStreams;
import io.pixelated.streams.jobs.residency.ResidencyTopology;
import io.pixelated.streams.jobs.residency.RulingStreams;
import io.pixelated.streams.jobs.rules.RuleBatch;
import io.pixelated.streams.jobs.rules.RuleControl;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSnapshot;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.jobs.rules.RuleSwitches;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * From raw events and rules to detections, alerts, incidents, and records that may be stored.
 *
 * <pre>
 *   raw ──► detect ──► event-time ──┬─► correlate ─┬─► incidents ─► residency ─► to store
 *   rules ────┴─────────────────────┘              │                    ▲
 *                        detections ───────────────┴────────────────────┘
 * </pre>
 */
final class ThreatCorrelationTopology {
  private ThreatCorrelationTopology() {}

  static Outputs build(
      DataStream<RawRecord> raw,
      DataStream<RuleDocument> rules,
      RuleSnapshot snapshot,
      Announced announced,
      SocStreams told,
      RulingStreams privacy,
      DataStream<KeyedRecord> erasures,
      ThreatCorrelationSettings settings) {
    ErasureSettings erasure =
        new ErasureSettings(settings.keys(), settings.region(), settings.audit().job());
    SingleOutputStreamOperator<KeyedRecord> orders =
        erasures
            .process(new OrderReader(erasure))
            .returns(type(KeyedRecord.class))
            .forceNonParallel()
            .uid(Uids.READ_ERASURES)
            .name("Read orders of erasure");
    DataStream<RuleBatch> changes =
        rules
            .transform("Rule control", type(RuleBatch.class), new RuleControl())
            .forceNonParallel()
            .uid(Uids.RULE_CONTROL)
            .name("Rule control: number changes");

    SingleOutputStreamOperator<Analysis> detected =
        raw.connect(told(changes, orders).broadcast())
            .transform(
                "Detect",
                type(Analysis.class),
                new MeetingOperators<>(
                    new DetectOperator(
                        settings.ingest(),
                        snapshot,
                        new RuleSettings(settings.pipelines(), settings.correlation().depth()),
                        MeetingPlace.jobManager(),
                        settings.eventTime().idleAfter(),
                        erasure)))
            .uid(Uids.DETECT)
            .name("Detect: parse, classify, match rules");

    DataStream<RuleSwitch> switches =
        detected
            .getSideOutput(DetectOperator.RULE_SWITCHES)
            .transform("Rule switches", type(RuleSwitch.class), new RuleSwitches())
            .forceNonParallel()
            .uid(Uids.RULE_SWITCHES)
            .name("Rule switches: when changes hold");

    DataStream<Analysis> timed =
        detected
            .transform(
                "Event time",
                type(Analysis.class),
                new EventTimeOperator<Analysis>(settings.eventTime()))
            .uid(Uids.EVENT_TIME)
            .name("Event time: watermarks, late events");

    DataStream<Detection> detections =
        timed
            .<Detection>flatMap((analysis, out) -> analysis.detections().forEach(out::collect))
            .returns(type(Detection.class))
            .uid(Uids.DETECTIONS)
            .name("Detections");

    DataStream<RoutedMatch> matches =
        timed
            .flatMap(new MatchesFunction())
            .returns(type(RoutedMatch.class))
            .uid(Uids.MATCHES)
            .name("Matches");

    Correlated correlated =
        new CorrelationStages(
                settings.region(),
                new RuleSettings(settings.pipelines(), settings.correlation().depth()),
                settings.correlation(),
                settings.eventTime(),
                erasure)
            .define(matches, switches, orders, announced, Uids.CORRELATE);
    DataStream<Alert> alerts = correlated.alerts();

    IncidentStreams soc =
        IncidentTopology.build(detections, alerts, told, orders, erasure, settings.region());

    DataStream<Written> writtenDetections =
        detections
            .map(Written::of)
            .returns(type(Written.class))
            .uid(Uids.WRITTEN_DETECTIONS)
            .name("Detections as OCSF");

    DataStream<Written> writtenIncidents =
        soc.incidents()
            .map(Written::of)
            .returns(type(Written.class))
            .uid(Uids.WRITTEN_INCIDENTS)
            .name("Incidents as OCSF");

    CheckedStreams checked =
        ResidencyTopology.build(
            toStore(timed, writtenDetections, writtenIncidents, settings.region()),
            privacy,
            settings.keys(),
            settings.region());

    AuditStreams audit = AuditStage.define(checked.audit(), orders, settings.audit(), Uids.AUDIT);

    return new Outputs(
        timed,
        writtenDetections,
        alerts
            .filter(ThreatCorrelationTopology::isFinal)
            .uid(Uids.FINAL_ALERTS)
            .name("Final alerts"),
        alerts
            .filter(alert -> !isFinal(alert))
            .uid(Uids.PROVISIONAL_ALERTS)
            .name("Provisional alerts"),
        writtenIncidents,
        List.of(
            new OfStage<>("silences", soc.silenced()),
            new OfStage<>("inhibitions", soc.inhibited())),
        soc.qualities(),
        checked.cleared(),
        checked.quarantined(),
        List.of(new OfStage<>("chains", audit.entries()), new OfStage<>("heads", audit.heads())),
        checked.alerts(),
        List.of(
            new OfStage<>("detection", detected.getSideOutput(DetectOperator.DEAD_LETTERS)),
            new OfStage<>("silences", soc.unreadableSilences()),
            new OfStage<>("dispositions", soc.unreadableDispositions()),
            new OfStage<>("policies", checked.rejected()),
            new OfStage<>("orders", orders.getSideOutput(OrderReader.UNREADABLE))),
        detected.getSideOutput(DetectOperator.RULE_STATUS),
        detected
            .getSideOutput(HeldOrders.REPORTS)
            .union(correlated.reports(), soc.reports(), audit.reports()));
  }

  /** One stream of all that detection is told, so that it has one more input and not two. */
  private static DataStream<Either<RuleBatch, KeyedRecord>> told(
      DataStream<RuleBatch> changes, DataStream<KeyedRecord> erasures) {
    TypeInformation<Either<RuleBatch, KeyedRecord>> type =
        new EitherTypeInfo<>(type(RuleBatch.class), type(KeyedRecord.class));
    return changes
        .map(Either::<RuleBatch, KeyedRecord>Left)
        .returns(type)
        .setParallelism(1)
        .uid(Uids.TOLD_RULES)
        .name("Changes of rules to detect by")
        .union(
            erasures
                .map(Either::<RuleBatch, KeyedRecord>Right)
                .returns(type)
                .setParallelism(1)
                .uid(Uids.TOLD_ERASURES)
                .name("Whom to detect no more"));
  }

  private static boolean isFinal(Alert alert) {
    return alert.state() == AlertState.FINAL || alert.state() == AlertState.CLOSED;
  }

  /** Events that a rule matched, detections and incidents, on their way to the database. */
  private static DataStream<Request> toStore(
      DataStream<Analysis> analysed,
      DataStream<Written> detections,
      DataStream<Written> incidents,
      String region) {
    return analysed
        .filter(analysis -> !analysis.detections().isEmpty())
        .uid(Uids.MATCHED_EVENTS)
        .name("Events that a rule matched")
        .map(
            analysis ->
                Request.toStore(
                    RecordKind.THREAT_EVENTS,
                    analysis.eventId(),
                    analysis.classification(),
                    region,
                    analysis.time(),
                    analysis.enriched()))
        .returns(type(Request.class))
        .uid(Uids.EVENTS_TO_STORE)
        .name("Events to store")
        .union(
            detections
                .map(detection -> detection.toStore(region))
                .returns(type(Request.class))
                .uid(Uids.DETECTIONS_TO_STORE)
                .name("Detections to store"),
            incidents
                .map(incident -> incident.toStore(region))
                .returns(type(Request.class))
                .uid(Uids.INCIDENTS_TO_STORE)
                .name("Incidents to store"));
  }

  private static <T> TypeInformation<T> type(Class<T> type) {
    return TypeInformation.of(type);
  }
}
