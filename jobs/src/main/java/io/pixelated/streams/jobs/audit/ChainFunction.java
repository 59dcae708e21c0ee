package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.AuditJson;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.Claim;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Appends verdicts to their chains and signs each chain after a number of entries, after a time,
 * and at the end of its input. On their way into the chain subjects get the pseudonyms that they
 * keep as long as their keys last.
 *
 * <p>A chain's head is keyed state: it goes back with the topic's transaction after a failure, and
 * moves with its key when the job is rescaled. So no entry's place is taken twice or left out.
 */
final class ChainFunction extends KeyedProcessFunction<Integer, Unchained, Appended> {
  /** The last signed entry of a chain, whenever there is a new one. */
  static final OutputTag<Claim> SIGNED = new OutputTag<>("signed", TypeInformation.of(Claim.class));

  /** The event time that comes with the end of all input. */
  private static final long END = Long.MAX_VALUE;

  private static final long serialVersionUID = 1L;

  private final AuditSettings settings;

  private transient ValueState<ChainHead> heads;
  private transient ValueState<Long> due;
  private transient ValueState<Long> nextExpiry;
  private transient SubjectKeys subjects;
  private transient Signer signer;

  ChainFunction(AuditSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    heads =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("head", TypeInformation.of(ChainHead.class)));
    due = getRuntimeContext().getState(new ValueStateDescriptor<>("due", Types.LONG));
    nextExpiry = getRuntimeContext().getState(new ValueStateDescriptor<>("expiry", Types.LONG));
    subjects = SubjectKeys.in(getRuntimeContext(), new SecureRandom());
    signer = new Signer(settings);
  }

  @Override
  public void processElement(Unchained verdict, Context context, Collector<Appended> out)
      throws Exception {
    TimerService time = context.timerService();
    if (verdict.isOrder()) {
      context.output(HeldOrders.REPORTS, forget(verdict, time));
      return;
    }
    ChainHead head = heads.value();
    ChainWriter chain;
    if (head == null) {
      long now = time.currentProcessingTime();
      chain = new ChainWriter(id(verdict.chain()), ChainHead.begin(now));
      time.registerEventTimeTimer(END);
      sign(chain, context, out);
    } else {
      chain = new ChainWriter(id(verdict.chain()), head);
    }
    out.collect(chain.verdict(verdict.id(), named(verdict, time)));
    if (chain.head().unsigned() >= settings.anchorEvery()) {
      sign(chain, context, out);
    } else if (due.value() == null) {
      long at = time.currentProcessingTime() + settings.anchorAfter().toMillis();
      due.update(at);
      time.registerProcessingTimeTimer(at);
    }
    heads.update(chain.head());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Appended> out)
      throws Exception {
    boolean atTheEnd = context.timeDomain() == TimeDomain.EVENT_TIME;
    if (!atTheEnd && Objects.equals(nextExpiry.value(), timestamp)) {
      expire(context.timerService());
    }
    ChainHead head = heads.value();
    boolean isDue = atTheEnd || Objects.equals(due.value(), timestamp);
    if (isDue && head != null && head.unsigned() > 0) {
      ChainWriter chain = new ChainWriter(id(ChainKeys.chainOf(context.getCurrentKey())), head);
      sign(chain, context, out);
      heads.update(chain.head());
    }
  }

  private byte[] named(Unchained verdict, TimerService time) throws Exception {
    if (verdict.subjects().isEmpty()) {
      return verdict.body();
    }
    if (nextExpiry.value() == null) {
      expireTomorrow(time);
    }
    String subject = verdict.subjects().get(0);
    String pseudonym = subjects.pseudonym(subject, time.currentProcessingTime());
    return AuditJson.withSubject(verdict.body(), pseudonym);
  }

  /** Chains report, not subtasks: however many there are of these, somebody answers for each. */
  private ErasureReport forget(Unchained order, TimerService time) throws Exception {
    int destroyed = subjects.destroy(order.subjects());
    return new ErasureReport(
        order.id(),
        settings.job(),
        ErasureStages.SUBJECT_KEYS,
        order.chain(),
        ChainId.VERDICT_CHAINS,
        destroyed,
        time.currentWatermark(),
        time.currentProcessingTime());
  }

  private void expire(TimerService time) throws Exception {
    subjects.expire(time.currentProcessingTime());
    nextExpiry.clear();
    if (!subjects.isEmpty()) {
      expireTomorrow(time);
    }
  }

  private void expireTomorrow(TimerService time) throws IOException {
    long at = time.currentProcessingTime() + SubjectKeys.DAY;
    nextExpiry.update(at);
    time.registerProcessingTimeTimer(at);
  }

  private void sign(ChainWriter chain, Context context, Collector<Appended> out)
      throws IOException {
    TimerService time = context.timerService();
    Appended anchor = chain.anchor(signer.key(), time.currentProcessingTime());
    out.collect(anchor);
    context.output(SIGNED, Claim.of(anchor));
    if (due.value() != null) {
      time.deleteProcessingTimeTimer(due.value());
      due.clear();
    }
  }

  private ChainId id(int chain) {
    return new ChainId(settings.region(), settings.job(), chain);
  }
}
