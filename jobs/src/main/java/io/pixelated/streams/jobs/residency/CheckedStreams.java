package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.QuarantinedRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of the residency stage.
 *
 * @param cleared what may leave, as it may
 * @param quarantined what may not, sealed
 * @param audit a verdict per record
 * @param rejected policies and approvals that are not valid
 * @param alerts what somebody has to look at
 */
public record CheckedStreams(
    DataStream<Cleared> cleared,
    DataStream<QuarantinedRecord> quarantined,
    DataStream<AuditRecord> audit,
    DataStream<DeadLetter> rejected,
    DataStream<OpsAlert> alerts) {}
