package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.audit.Appended;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of the audit stage.
 *
 * @param entries the entries of the chains of verdicts
 * @param heads the entries of the chain that signs them all, in one subtask
 * @param reports which keys of subjects were destroyed
 */
public record AuditStreams(
    DataStream<Appended> entries, DataStream<Appended> heads, DataStream<ErasureReport> reports) {

  /**
   * All entries, those of one chain in one subtask: several producers would put them on the topic
   * in any order.
   */
  DataStream<Appended> byChain() {
    return entries.union(heads).keyBy(Appended::chain, Types.INT);
  }
}
