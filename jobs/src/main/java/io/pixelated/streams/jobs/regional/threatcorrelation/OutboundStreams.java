package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.events.AlertJson;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.RuleStatusJson;
import io.pixelated.streams.jobs.residency.DeadLetterFunction;
import io.pixelated.streams.privacy.erasure.ErasureReportJson;
import io.pixelated.streams.residency.QuarantineJson;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes the topology's outputs as records of Kafka's topics. */
final class OutboundStreams {
  /** The topics that the job writes. */
  static final Set<Topic> WRITTEN =
      Set.of(
          Topic.EVENTS_ENRICHED,
          Topic.DETECTIONS,
          Topic.ALERTS,
          Topic.ALERTS_PROVISIONAL,
          Topic.INCIDENTS,
          Topic.RULES_STATUS,
          Topic.RULES_QUALITY,
          Topic.SILENCED,
          Topic.AUDIT,
          Topic.QUARANTINE,
          Topic.OPS_ALERTS,
          Topic.PRIVACY_REPORTS,
          Topic.DEAD_LETTERS);

  private final Topics topics;
  private final DeadLetterFunction sealing;

  OutboundStreams(Topics topics, DeadLetterFunction sealing) {
    this.topics = topics;
    this.sealing = sealing;
  }

  /**
   * What becomes visible with the checkpoint that covers it.
   *
   * @param refused what the database did not take
   */
  DataStream<Outbound> transactional(Outputs outputs, DataStream<DeadLetter> refused) {
    String enriched = written(Topic.EVENTS_ENRICHED);
    String detections = written(Topic.DETECTIONS);
    String alerts = written(Topic.ALERTS);
    String silencedTopic = written(Topic.SILENCED);
    String deadLetters = written(Topic.DEAD_LETTERS);
    String quarantine = written(Topic.QUARANTINE);
    String audit = written(Topic.AUDIT);
    String erasures = written(Topic.PRIVACY_REPORTS);
    return records(
            outputs.analysed(),
            Uids.ENRICHED_RECORDS,
            "Enriched events",
            (analysis, out) ->
                out.collect(new Outbound(enriched, analysis.eventId(), analysis.enriched())))
        .union(
            records(
                outputs.detections(),
                Uids.DETECTION_RECORDS,
                "Detections to Kafka",
                (detection, out) ->
                    out.collect(new Outbound(detections, detection.id(), detection.json()))),
            records(
                outputs.alerts(),
                Uids.ALERT_RECORDS,
                "Alerts as OCSF",
                (alert, out) ->
                    out.collect(new Outbound(alerts, alert.id(), AlertJson.write(alert)))),
            records(
                outputs.silenced(),
                Uids.SILENCED_RECORDS,
                "Silenced evidence",
                (silenced, out) ->
                    out.collect(
                        new Outbound(silencedTopic, silenced.evidence(), silenced.toJson()))),
            records(
                outputs.deadLetters(),
                Uids.DEAD_LETTER_RECORDS,
                "Dead letters",
                new DeadLetterRecords(sealing, deadLetters)),
            records(
                refused,
                Uids.DEAD_LETTER_RECORDS + "-database",
                "Dead letters: database",
                new DeadLetterRecords(sealing, deadLetters)),
            records(
                outputs.quarantined(),
                Uids.QUARANTINE_RECORDS,
                "Quarantine",
                (held, out) ->
                    out.collect(new Outbound(quarantine, held.id(), QuarantineJson.write(held)))),
            // One chain, one producer: several would put its entries on the topic in any order.
            records(
                    outputs.audit(),
                    Uids.AUDIT_RECORDS,
                    "Audit",
                    (entry, out) ->
                        out.collect(new Outbound(audit, entry.id(), entry.bytes(), entry.chain())))
                .keyBy(Outbound::lane, Types.INT),
            // What is reported is no longer in any checkpoint from the one on that makes it
            // visible.
            outputs
                .erasures()
                .map(
                    report ->
                        new Outbound(erasures, report.requestId(), ErasureReportJson.write(report)))
                .returns(Outbound.TYPE)
                .setParallelism(1)
                .uid(Uids.ERASURE_RECORDS)
                .name("Reports of erasure"));
  }

  /** What is visible at once and may repeat under its id. */
  DataStream<Outbound> prompt(Outputs outputs) {
    String incidents = written(Topic.INCIDENTS);
    String provisional = written(Topic.ALERTS_PROVISIONAL);
    String status = written(Topic.RULES_STATUS);
    String quality = written(Topic.RULES_QUALITY);
    String opsAlerts = written(Topic.OPS_ALERTS);
    return records(
            outputs.incidents(),
            Uids.INCIDENT_RECORDS,
            "Incidents to Kafka",
            (incident, out) -> {
              // A reader is told where its evidence went, and then compaction forgets the id.
              out.collect(new Outbound(incidents, incident.id(), incident.json()));
              if (incident.over()) {
                out.collect(Outbound.tombstone(incidents, incident.id()));
              }
            })
        .union(
            records(
                outputs.provisionalAlerts(),
                Uids.PROVISIONAL_RECORDS,
                "Provisional alerts as OCSF",
                (alert, out) ->
                    out.collect(new Outbound(provisional, alert.id(), AlertJson.write(alert)))),
            // One rule, one producer: else an older count could overtake the last.
            records(
                    outputs.qualities(),
                    Uids.QUALITY_RECORDS,
                    "Rule quality",
                    (counted, out) ->
                        out.collect(new Outbound(quality, counted.rule(), counted.toJson())))
                .partitionCustom(
                    (key, producers) -> Math.floorMod(key.hashCode(), producers), Outbound::key),
            records(
                outputs.opsAlerts(),
                Uids.OPS_ALERT_RECORDS,
                "Operations alerts",
                (alert, out) -> out.collect(new Outbound(opsAlerts, alert.id(), alert.toJson()))),
            records(
                outputs.ruleStatus(),
                Uids.STATUS_RECORDS,
                "Rule status",
                (told, out) ->
                    out.collect(new Outbound(status, told.key(), RuleStatusJson.write(told)))));
  }

  private static <T> DataStream<Outbound> records(
      List<OfStage<T>> streams, String uid, String name, FlatMapFunction<T, Outbound> writer) {
    return streams.stream()
        .map(
            one ->
                records(one.stream(), uid + '-' + one.stage(), name + ": " + one.stage(), writer))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  /** In the tasks that make what is written. */
  private static <T> DataStream<Outbound> records(
      DataStream<T> stream, String uid, String name, FlatMapFunction<T, Outbound> writer) {
    return stream
        .flatMap(writer)
        .returns(Outbound.TYPE)
        .setParallelism(stream.getParallelism())
        .uid(uid)
        .name(name);
  }

  private String written(Topic topic) {
    if (!WRITTEN.contains(topic)) {
      throw new IllegalStateException(topic + " is written, so it must be looked for at the start");
    }
    return topics.name(topic);
  }
}
