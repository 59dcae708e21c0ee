package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.DeskMemory;
import io.pixelated.streams.incidents.DeskStep;
import io.pixelated.streams.incidents.IncidentDesk;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.Published;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The region's incident desk: all reports under one key, on one subtask.
 *
 * <p>The desk holds its graph in memory; what it changes is written through to keyed state, from
 * which it begins anew after a restart.
 */
final class IncidentFunction extends KeyedCoProcessFunction<String, Report, KeyedRecord, Incident>
    implements CheckpointedFunction {
  /** The one key of all reports. */
  static final String KEY = "region";

  private static final long serialVersionUID = 1L;

  private final String region;
  private final ErasureSettings erasure;

  private transient boolean replays;
  private transient MapState<String, DeskMemory.Settled> strands;
  private transient MapState<String, DeskMemory.Doubt> doubts;
  private transient MapState<String, Published> published;
  private transient TimerService timers;
  private transient IncidentDesk desk;
  private transient Counter updates;
  private transient HeldOrders orders;

  IncidentFunction(String region, ErasureSettings erasure) {
    this.region = region;
    this.erasure = erasure;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    // A first attempt that failed before its first checkpoint leaves nothing to restore.
    replays = context.isRestored() || getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(),
            erasure,
            ErasureStages.INCIDENTS,
            getRuntimeContext().getTaskInfo());
  }

  @Override
  public void open(OpenContext context) {
    strands = map("strands", DeskMemory.Settled.class);
    doubts = map("doubts", DeskMemory.Doubt.class);
    published = map("published", Published.class);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    updates = metrics.counter("incidentUpdates");
    metrics.gauge("incidents", () -> desk == null ? 0 : desk.incidents());
    metrics.gauge("evidenceStrands", () -> desk == null ? 0 : desk.strands());
    metrics.gauge("evidenceGivenUp", () -> desk == null ? 0L : desk.shed());
  }

  private <T> MapState<String, T> map(String name, Class<T> type) {
    return getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
  }

  @Override
  public void processElement1(Report report, Context context, Collector<Incident> out) {
    timers = context.timerService();
    Optional<Report> permitted = PersonErasure.permitted(report, orders);
    if (permitted.isPresent()) {
      tell(desk().apply(permitted.get(), timers.currentWatermark()), out);
    }
  }

  @Override
  public void processElement2(KeyedRecord record, Context context, Collector<Incident> out)
      throws Exception {
    timers = context.timerService();
    long clock = timers.currentProcessingTime();
    Optional<Forgotten> forgotten = orders.take(record, clock);
    if (forgotten.isPresent()) {
      long watermark = timers.currentWatermark();
      IncidentDesk.Erased erased = desk().erase(PersonErasure.of(forgotten.get()), watermark);
      tell(erased.step(), out);
      context.output(
          HeldOrders.REPORTS, orders.report(forgotten.get(), erased.count(), watermark, clock));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Incident> out) {
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    tell(
        switch (context.timeDomain()) {
          case EVENT_TIME -> desk().onEventTime(watermark);
          case PROCESSING_TIME -> desk().onProcessingTime(watermark);
        },
        out);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Keyed state is written through, under the key of the last call.
    if (desk != null) {
      desk.beforeSnapshot();
    }
  }

  /** State can only be read under a key: the desk begins with the first call that has one. */
  private IncidentDesk desk() {
    if (desk == null) {
      desk =
          new IncidentDesk(
              IncidentPolicyFile.shipped(),
              region,
              () -> Instant.ofEpochMilli(timers.currentProcessingTime()),
              replays ? timers.currentProcessingTime() : Long.MIN_VALUE,
              new DeskMemory(
                  new StateShelf<>(strands),
                  new StateShelf<>(doubts),
                  new StateShelf<>(published)));
    }
    return desk;
  }

  private void tell(DeskStep step, Collector<Incident> out) {
    for (Incident incident : step.updates()) {
      updates.inc();
      out.collect(incident);
    }
    if (step.processingTimer() != DeskStep.NEVER) {
      timers.registerProcessingTimeTimer(step.processingTimer());
    }
    if (step.eventTimer() != DeskStep.NEVER) {
      timers.registerEventTimeTimer(step.eventTimer());
    }
  }
}
