package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.audit.Appended;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of the audit stage.
 *
 * @param entries the entries of all chains
 * @param reports which keys of subjects were destroyed
 */
public record AuditStreams(DataStream<Appended> entries, DataStream<ErasureReport> reports) {}
