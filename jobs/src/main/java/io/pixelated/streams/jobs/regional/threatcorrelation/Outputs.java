package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Silenced;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.QuarantinedRecord;
import io.pixelated.streams.residency.audit.Appended;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the topology gives, before anyone says where it goes.
 *
 * @param analysed every event that could be read
 * @param detections every match of a detection rule
 * @param alerts final alerts
 * @param provisionalAlerts provisional alerts, and those withdrawn
 * @param incidents updates of incidents
 * @param silenced evidence that raised no incident, and why
 * @param qualities what verdicts on incidents say of rules, in one subtask
 * @param cleared what may be stored, as it may be stored
 * @param quarantined what may not be stored
 * @param audit a verdict per checked record, chained and signed
 * @param opsAlerts what somebody has to look at
 * @param deadLetters what could not be read, not sealed yet
 * @param ruleStatus what became of each rule
 * @param erasures what stages forgot on order
 */
record Outputs(
    DataStream<Analysis> analysed,
    DataStream<Written> detections,
    DataStream<Alert> alerts,
    DataStream<Alert> provisionalAlerts,
    DataStream<Written> incidents,
    List<OfStage<Silenced>> silenced,
    DataStream<RuleQuality> qualities,
    DataStream<Cleared> cleared,
    DataStream<QuarantinedRecord> quarantined,
    List<OfStage<Appended>> audit,
    DataStream<OpsAlert> opsAlerts,
    List<OfStage<DeadLetter>> deadLetters,
    DataStream<RuleStatus> ruleStatus,
    DataStream<ErasureReport> erasures) {
  Outputs {
    silenced = List.copyOf(silenced);
    audit = List.copyOf(audit);
    deadLetters = List.copyOf(deadLetters);
  }
}
