package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.incidents.IncidentBook;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.IncidentTracker;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.Step;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the incidents of each entity; keyed by {@link Signal#key()}. */
final class IncidentFunction extends KeyedProcessFunction<String, Signal, Incident>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final String region;

  private transient long replayedUntil;
  private transient IncidentTracker tracker;
  private transient ValueState<IncidentBook> books;
  private transient Counter updates;

  IncidentFunction(String region) {
    this.region = region;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // A first attempt that failed before its first checkpoint leaves nothing to restore.
    boolean replays =
        context.isRestored() || getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
    replayedUntil = replays ? InstantSource.system().millis() : Long.MIN_VALUE;
  }

  @Override
  public void open(OpenContext context) {
    tracker =
        new IncidentTracker(
            IncidentPolicyFile.shipped(), region, InstantSource.system(), replayedUntil);
    books =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("book", TypeInformation.of(IncidentBook.class)));
    updates = getRuntimeContext().getMetricGroup().counter("incidentUpdates");
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Incident> out)
      throws Exception {
    TimerService timers = context.timerService();
    keep(tracker.apply(books.value(), signal, timers.currentWatermark()), timers, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Incident> out)
      throws Exception {
    TimerService timers = context.timerService();
    IncidentBook book = books.value();
    long watermark = timers.currentWatermark();
    Step step =
        switch (context.timeDomain()) {
          case EVENT_TIME -> tracker.onEventTime(book, watermark);
          case PROCESSING_TIME -> tracker.onProcessingTime(book, watermark);
        };
    keep(step, timers, out);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The books are keyed state; nothing else is kept.
  }

  private void keep(Step step, TimerService timers, Collector<Incident> out) throws Exception {
    if (step.book() == null) {
      books.clear();
    } else {
      books.update(step.book());
    }
    for (Incident incident : step.updates()) {
      updates.inc();
      out.collect(incident);
    }
    if (step.processingTimer() != Step.NEVER) {
      timers.registerProcessingTimeTimer(step.processingTimer());
    }
    if (step.eventTimer() != Step.NEVER) {
      timers.registerEventTimeTimer(step.eventTimer());
    }
  }
}
