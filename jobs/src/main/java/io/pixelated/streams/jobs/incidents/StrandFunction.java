package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.incidents.DeskStep;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.StrandBook;
import io.pixelated.streams.incidents.StrandKeeper;
import io.pixelated.streams.incidents.StrandKeeper.StrandStep;
import java.time.Instant;
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

/** Condenses evidence about the same entities; keyed by {@link Signal#key()}. */
final class StrandFunction extends KeyedProcessFunction<String, Signal, Report>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final IncidentPolicy policy;

  private transient StrandAdmission admission;
  private transient StrandKeeper keeper;
  private transient ValueState<StrandBook> books;
  private transient TimerService timers;
  private transient Counter crowdedOut;

  StrandFunction(IncidentPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    admission =
        StrandAdmission.restored(
            context.getOperatorStateStore(), getRuntimeContext().getTaskInfo(), policy);
  }

  @Override
  public void open(OpenContext context) {
    keeper = new StrandKeeper(policy, () -> Instant.ofEpochMilli(timers.currentProcessingTime()));
    books =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("strand", TypeInformation.of(StrandBook.class)));
    crowdedOut = getRuntimeContext().getMetricGroup().counter("evidenceOfTooManyEntities");
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Report> out)
      throws Exception {
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    boolean mayBegin = admission.admits(signal, watermark);
    StrandBook book = books.value();
    // What has begun goes on, whatever crowd comes after it.
    if (mayBegin || book != null) {
      keep(keeper.apply(book, signal, watermark), out);
    } else {
      crowdedOut.inc();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    admission.remember();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Report> out)
      throws Exception {
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    keep(
        switch (context.timeDomain()) {
          case EVENT_TIME -> keeper.onEventTime(books.value(), watermark);
          case PROCESSING_TIME -> keeper.onProcessingTime(books.value(), watermark);
        },
        out);
  }

  private void keep(StrandStep step, Collector<Report> out) throws Exception {
    if (step.book() == null) {
      books.clear();
    } else {
      books.update(step.book());
    }
    step.reports().forEach(out::collect);
    if (step.processingTimer() != DeskStep.NEVER) {
      timers.registerProcessingTimeTimer(step.processingTimer());
    }
    if (step.eventTimer() != DeskStep.NEVER) {
      timers.registerEventTimeTimer(step.eventTimer());
    }
  }
}
