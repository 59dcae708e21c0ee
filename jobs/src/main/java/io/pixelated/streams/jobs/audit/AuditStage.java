package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.HeldOrders;
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

  private static final TypeInformation<Unchained> UNCHAINED = TypeInformation.of(Unchained.class);

  private AuditStage() {}

  /**
   * Defines the operators of a job that is told of nobody whom to forget.
   *
   * @param uid what the uids of the operators begin with
   */
  public static DataStream<Appended> define(
      DataStream<AuditRecord> verdicts, AuditSettings settings, String uid) {
    return chain(unchained(verdicts, uid), settings, uid).byChain();
  }

  /**
   * Defines the operators.
   *
   * @param erasures records of {@code privacy.erasures}, in one subtask
   * @param uid what the uids of the operators begin with
   */
  public static AuditStreams define(
      DataStream<AuditRecord> verdicts,
      DataStream<KeyedRecord> erasures,
      AuditSettings settings,
      String uid) {
    DataStream<Unchained> forgetting =
        erasures
            .flatMap(new ForgettingFunction(settings))
            .returns(UNCHAINED)
            .setParallelism(1)
            .uid(uid + "-forget")
            .name("Subjects to forget");
    return chain(unchained(verdicts, uid).union(forgetting), settings, uid);
  }

  /**
   * Defines the operators for notes that are no verdicts.
   *
   * @param uid what the uids of the operators begin with
   */
  public static DataStream<Appended> defineForNotes(
      DataStream<Unchained> notes, AuditSettings settings, String uid) {
    return chain(notes, settings, uid).byChain();
  }

  private static DataStream<Unchained> unchained(DataStream<AuditRecord> verdicts, String uid) {
    return verdicts
        .map(Unchained::of)
        .returns(UNCHAINED)
        .uid(uid + "-by-chain")
        .name("Verdicts by chain");
  }

  private static AuditStreams chain(
      DataStream<Unchained> unchained, AuditSettings settings, String uid) {
    int parallelism =
        Math.min(unchained.getExecutionEnvironment().getParallelism(), ChainKeys.KEY_GROUPS);
    SingleOutputStreamOperator<Appended> chained =
        unchained
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
    return new AuditStreams(chained, heads, chained.getSideOutput(HeldOrders.REPORTS));
  }
}
