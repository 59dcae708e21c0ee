package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.Erasure;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.silence.Claim;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.incidents.silence.Inhibitor;
import io.pixelated.streams.incidents.silence.Inhibitor.Span;
import io.pixelated.streams.incidents.silence.Silenced;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets through evidence that no inhibition holds for, once the watermark has passed its time; all
 * under one key, on one subtask.
 */
final class InhibitFunction extends KeyedCoProcessFunction<String, Claimed, KeyedRecord, Signal>
    implements CheckpointedFunction {
  static final String KEY = "region";
  static final OutputTag<Silenced> INHIBITED =
      new OutputTag<>("inhibited", TypeInformation.of(Silenced.class));

  /** Claims that are remembered, and evidence that waits: what is beyond them is not inhibited. */
  private static final int MOST = 20_000;

  private static final long serialVersionUID = 1L;

  private final String region;
  private final ErasureSettings erasure;

  private transient MapState<String, List<Span>> active;
  private transient MapState<Long, List<Claimed>> waiting;

  /**
   * What waits since the last checkpoint: to add to a list in state costs as much as the whole
   * list.
   */
  private transient Map<Long, List<Claimed>> fresh;

  private transient ValueState<Integer> size;
  private transient Inhibitor inhibitor;
  private transient Counter inhibited;
  private transient Counter givenUp;
  private transient HeldOrders orders;

  InhibitFunction(String region, ErasureSettings erasure) {
    this.region = region;
    this.erasure = erasure;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    // Keyed state is there with the first call that has a key.
    fresh = new HashMap<>();
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(),
            erasure,
            ErasureStages.INHIBITIONS,
            getRuntimeContext().getTaskInfo());
  }

  @Override
  public void open(OpenContext context) {
    active =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "active", Types.STRING, Types.LIST(TypeInformation.of(Span.class))));
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.LIST(TypeInformation.of(Claimed.class))));
    size = getRuntimeContext().getState(new ValueStateDescriptor<>("size", Types.INT));
    inhibitor = new Inhibitor(new ActiveSpans(active));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    inhibited = metrics.counter("inhibitedEvidence");
    givenUp = metrics.counter("inhibitionsGivenUp");
  }

  @Override
  public void processElement1(Claimed told, Context context, Collector<Signal> out)
      throws Exception {
    Claimed claimed = permitted(told);
    if (claimed == null || Inhibitor.isUnsettled(claimed)) {
      return;
    }
    long watermark = context.timerService().currentWatermark();
    if (!claimed.sources().isEmpty()) {
      if (count(0) < MOST) {
        count(inhibitor.note(claimed));
        context.timerService().registerEventTimeTimer(Inhibitor.forgottenAt(claimed));
      } else {
        givenUp.inc();
      }
    }
    if (!Inhibitor.waits(claimed, watermark)) {
      decide(claimed, context, out);
    } else if (count(0) < MOST) {
      count(1);
      long time = claimed.signal().evidence().time();
      fresh.computeIfAbsent(time, t -> new ArrayList<>()).add(claimed);
      context.timerService().registerEventTimeTimer(time);
    } else {
      givenUp.inc();
      out.collect(claimed.signal());
    }
  }

  @Override
  public void processElement2(KeyedRecord record, Context context, Collector<Signal> out)
      throws Exception {
    long clock = context.timerService().currentProcessingTime();
    Optional<Forgotten> forgotten = orders.take(record, clock);
    if (forgotten.isPresent()) {
      long cleared = forget(PersonErasure.of(forgotten.get()));
      long watermark = context.timerService().currentWatermark();
      context.output(HeldOrders.REPORTS, orders.report(forgotten.get(), cleared, watermark, clock));
    }
  }

  /** Takes a person out of the evidence that waits. */
  private long forget(Erasure person) throws Exception {
    for (long time : List.copyOf(fresh.keySet())) {
      waiting.put(time, takeWaiting(time));
    }
    List<Long> times = new ArrayList<>();
    waiting.keys().forEach(times::add);
    long cleared = 0;
    for (long time : times) {
      List<Claimed> all = waiting.get(time);
      List<Claimed> left = new ArrayList<>();
      for (Claimed claimed : all) {
        person
            .without(claimed.signal())
            .ifPresent(
                signal -> left.add(new Claimed(signal, claimed.sources(), claimed.targets())));
      }
      if (!left.equals(all)) {
        cleared++;
        count(left.size() - all.size());
        if (left.isEmpty()) {
          waiting.remove(time);
        } else {
          waiting.put(time, left);
        }
      }
    }
    return cleared;
  }

  /** A claim without those who are to be forgotten; null if it is about one of them. */
  private Claimed permitted(Claimed told) {
    return PersonErasure.permitted(told.signal(), orders)
        .map(signal -> new Claimed(signal, told.sources(), told.targets()))
        .orElse(null);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Signal> out)
      throws Exception {
    List<Claimed> due = takeWaiting(timestamp);
    if (!due.isEmpty()) {
      count(-due.size());
      for (Claimed claimed : due) {
        decide(claimed, context, out);
      }
    }
    if (timestamp % Inhibitor.HOUR == 0) {
      count(-inhibitor.forget(timestamp));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    for (long time : List.copyOf(fresh.keySet())) {
      waiting.put(time, takeWaiting(time));
    }
  }

  /** What waits for a time, in the order in which it came; it waits no longer. */
  private List<Claimed> takeWaiting(long time) throws Exception {
    List<Claimed> stored = waiting.get(time);
    List<Claimed> all = stored == null ? new ArrayList<>() : new ArrayList<>(stored);
    waiting.remove(time);
    all.addAll(fresh.getOrDefault(time, List.of()));
    fresh.remove(time);
    return all;
  }

  private void decide(Claimed claimed, Context context, Collector<Signal> out) {
    if (claimed.targets().isEmpty()) {
      return; // a source only: it has gone its own way
    }
    Optional<Claim> by = inhibitor.inhibits(claimed);
    if (by.isEmpty()) {
      out.collect(claimed.signal());
      return;
    }
    Evidence evidence = claimed.signal().evidence();
    if (claimed.signal().state() == AlertState.FINAL) {
      inhibited.inc();
      context.output(INHIBITED, Silenced.by(by.get(), evidence, region));
    }
  }

  private int count(int change) throws Exception {
    Integer held = size.value();
    int now = Math.max(0, (held == null ? 0 : held) + change);
    if (change != 0) {
      if (now == 0) {
        size.clear();
      } else {
        size.update(now);
      }
    }
    return now;
  }
}
