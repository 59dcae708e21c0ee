package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.Claim;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Signs the heads of all chains of the region's job together, so that a chain that is cut or
 * removed shows in another one: soon after a chain was signed, and now and then when none was, so
 * that it shows when all of them end early.
 */
final class HeadsFunction extends KeyedProcessFunction<Integer, Claim, Appended> {
  /** A region anchor comes after this many quiet intervals. */
  private static final int QUIET_INTERVALS = 10;

  private static final long END = Long.MAX_VALUE;

  private static final long serialVersionUID = 1L;

  private final AuditSettings settings;

  private transient MapState<Integer, Claim> signed;
  private transient ValueState<ChainHead> head;
  private transient ValueState<Boolean> changed;
  private transient ValueState<Long> last;
  private transient Signer signer;

  HeadsFunction(AuditSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    signed =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("signed", Types.INT, TypeInformation.of(Claim.class)));
    head =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("head", TypeInformation.of(ChainHead.class)));
    changed = getRuntimeContext().getState(new ValueStateDescriptor<>("changed", Types.BOOLEAN));
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    signer = new Signer(settings);
  }

  @Override
  public void processElement(Claim claim, Context context, Collector<Appended> out)
      throws Exception {
    signed.put(claim.chain(), claim);
    changed.update(true);
    if (head.value() == null) {
      long now = context.timerService().currentProcessingTime();
      head.update(ChainHead.begin(now));
      context.timerService().registerEventTimeTimer(END);
      sign(now, out);
      next(now, context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Appended> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    boolean isSilent = now - last.value() >= QUIET_INTERVALS * settings.anchorAfter().toMillis();
    if (Boolean.TRUE.equals(changed.value()) || isSilent) {
      sign(now, out);
    }
    if (timestamp != END) {
      next(now, context);
    }
  }

  private void next(long now, Context context) {
    context.timerService().registerProcessingTimeTimer(now + settings.anchorAfter().toMillis());
  }

  private void sign(long now, Collector<Appended> out) throws Exception {
    List<Claim> heads = new ArrayList<>();
    signed.values().forEach(heads::add);
    ChainWriter chain =
        new ChainWriter(
            new ChainId(settings.region(), settings.job(), ChainId.HEADS), head.value());
    out.collect(chain.heads(signer.key(), now, settings.anchorAfter().toMillis(), heads));
    head.update(chain.head());
    last.update(now);
    changed.update(false);
  }
}
