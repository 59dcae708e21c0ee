package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Finding;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From detections and alerts to incidents.
 *
 * <pre>
 *   detections ─┬─► findings ─► silence ─┬───────────► strands ─► desk ─┬─► incidents
 *   alerts ─────┘                  │     └─► inhibit ──────┘            │
 *   silences ──────────────────────┘                                    ▼
 *   dispositions ─────────────────────────────────────────────► rule quality
 * </pre>
 */
public final class IncidentTopology {
  private IncidentTopology() {}

  /**
   * Defines the operators.
   *
   * @param erasures records of {@code privacy.erasures}, in one subtask
   * @param region region that incidents are said to come from
   */
  public static IncidentStreams build(
      DataStream<Detection> detections,
      DataStream<Alert> alerts,
      SocStreams soc,
      DataStream<KeyedRecord> erasures,
      ErasureSettings erasure,
      String region) {
    SingleOutputStreamOperator<Signal> heard =
        detections
            .connect(alerts)
            .flatMap(new FindingFunction(), type(Finding.class))
            .uid(IncidentUids.FINDINGS)
            .name("Findings: what is evidence")
            .connect(soc.silences().broadcast(SilenceFunction.RECORDS))
            .process(new SilenceFunction(region, soc.known()), type(Signal.class))
            .uid(IncidentUids.SILENCES)
            .name("Silences");

    SingleOutputStreamOperator<Signal> notInhibited =
        heard
            .getSideOutput(SilenceFunction.CLAIMED)
            .keyBy(claimed -> InhibitFunction.KEY, Types.STRING)
            .connect(erasures.keyBy(order -> InhibitFunction.KEY, Types.STRING))
            .process(new InhibitFunction(region, erasure), type(Signal.class))
            .setParallelism(1)
            .uid(IncidentUids.INHIBITIONS)
            .name("Inhibitions");

    SingleOutputStreamOperator<Report> strands =
        heard
            .union(notInhibited)
            .keyBy(Signal::key, Types.STRING)
            .connect(erasures.broadcast(HeldOrders.RECORDS))
            .process(new StrandFunction(IncidentPolicyFile.shipped(), erasure), type(Report.class))
            .uid(IncidentUids.STRANDS)
            .name("Strands: condense evidence about the same entities");

    SingleOutputStreamOperator<Incident> incidents =
        strands
            .keyBy(report -> IncidentFunction.KEY, Types.STRING)
            .connect(erasures.keyBy(order -> IncidentFunction.KEY, Types.STRING))
            .process(new IncidentFunction(region, erasure), type(Incident.class))
            .setParallelism(1)
            .uid(IncidentUids.INCIDENTS)
            .name("Incidents: one desk for the graph of evidence");

    SingleOutputStreamOperator<RuleQuality> qualities =
        incidents
            .keyBy(incident -> QualityFunction.KEY, Types.STRING)
            .connect(soc.dispositions().keyBy(record -> QualityFunction.KEY, Types.STRING))
            .process(new QualityFunction(region), type(RuleQuality.class))
            .setParallelism(1)
            .uid(IncidentUids.QUALITY)
            .name("Rule quality: verdicts per rule");

    return new IncidentStreams(
        inOrder(incidents, Incident::id),
        heard.getSideOutput(SilenceFunction.SILENCED),
        notInhibited.getSideOutput(InhibitFunction.INHIBITED),
        qualities,
        heard.getSideOutput(SilenceFunction.DEAD_LETTERS),
        qualities.getSideOutput(QualityFunction.DEAD_LETTERS),
        notInhibited
            .getSideOutput(HeldOrders.REPORTS)
            .union(
                strands.getSideOutput(HeldOrders.REPORTS),
                incidents.getSideOutput(HeldOrders.REPORTS)));
  }

  /**
   * What one subtask says of one id goes the same way to whatever follows: dealt out in turn, an
   * older state could overtake the last word.
   */
  private static <T> DataStream<T> inOrder(DataStream<T> said, KeySelector<T, String> id) {
    return said.partitionCustom((key, subtasks) -> Math.floorMod(key.hashCode(), subtasks), id);
  }

  private static <T> TypeInformation<T> type(Class<T> type) {
    return TypeInformation.of(type);
  }
}
