package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From verdicts to the entries of the region's audit chains.
 *
 * <pre>
 *   verdicts ─► by chain ─► chain (24 keys) ─┬───────────────────► entries
 *                                            └─► heads (one) ─────►
 * </pre>
 */
public final class AuditStage {
  private static final TypeInformation<Appended> ENTRY = TypeInformation.of(Appended.class);

  private AuditStage() {}

  /**
   * Defines the operators.
   *
   * @param uid what the uids of the operators begin with
   */
  public static DataStream<Appended> define(
      DataStream<AuditRecord> verdicts, AuditSettings settings, String uid) {
    int parallelism =
        Math.min(verdicts.getExecutionEnvironment().getParallelism(), ChainKeys.KEY_GROUPS);
    SingleOutputStreamOperator<Appended> chained =
        verdicts
            .map(Unchained::of)
            .returns(TypeInformation.of(Unchained.class))
            .uid(uid + "-by-chain")
            .name("Verdicts by chain")
            .keyBy(verdict -> ChainKeys.keyOf(verdict.chain()), Types.INT)
            .process(new ChainFunction(settings))
            .returns(ENTRY)
            .setParallelism(parallelism)
            .setMaxParallelism(ChainKeys.KEY_GROUPS)
            .uid(uid + "-chain")
            .name("Audit chains: hash, sign");
    DataStream<Appended> heads =
        chained
            .getSideOutput(ChainFunction.SIGNED)
            .keyBy(signed -> ChainId.HEADS, Types.INT)
            .process(new HeadsFunction(settings))
            .returns(ENTRY)
            .forceNonParallel()
            .uid(uid + "-heads")
            .name("Audit heads: sign all chains");
    // One chain, one producer: several would put its entries on the topic in any order.
    return chained.union(heads).keyBy(Appended::chain, Types.INT);
  }
}
