package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.Claim;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Appends verdicts to their chains and signs each chain after a number of entries, after a time,
 * and at the end of its input.
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
    signer = new Signer(settings);
  }

  @Override
  public void processElement(Unchained verdict, Context context, Collector<Appended> out)
      throws IOException {
    TimerService time = context.timerService();
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
    out.collect(chain.verdict(verdict.id(), verdict.body()));
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
      throws IOException {
    ChainHead head = heads.value();
    if (head != null && head.unsigned() > 0) {
      ChainWriter chain = new ChainWriter(id(ChainKeys.chainOf(context.getCurrentKey())), head);
      sign(chain, context, out);
      heads.update(chain.head());
    }
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
