package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.DeskStep;
import io.pixelated.streams.incidents.Erasure;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.StrandBook;
import io.pixelated.streams.incidents.StrandKeeper;
import io.pixelated.streams.incidents.StrandKeeper.StrandStep;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Condenses evidence about the same entities; keyed by {@link Signal#key()}. */
final class StrandFunction
    extends KeyedBroadcastProcessFunction<String, Signal, KeyedRecord, Report>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<StrandBook> BOOKS =
      new ValueStateDescriptor<>("strand", TypeInformation.of(StrandBook.class));

  private final IncidentPolicy policy;
  private final ErasureSettings erasure;

  private transient StrandAdmission admission;
  private transient StrandKeeper keeper;
  private transient ValueState<StrandBook> books;
  private transient TimerService timers;
  private transient Counter crowdedOut;
  private transient HeldOrders orders;

  StrandFunction(IncidentPolicy policy, ErasureSettings erasure) {
    this.policy = policy;
    this.erasure = erasure;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    admission =
        StrandAdmission.restored(
            context.getOperatorStateStore(), getRuntimeContext().getTaskInfo(), policy);
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(),
            erasure,
            ErasureStages.STRANDS,
            getRuntimeContext().getTaskInfo());
  }

  @Override
  public void open(OpenContext context) {
    keeper = new StrandKeeper(policy, () -> Instant.ofEpochMilli(timers.currentProcessingTime()));
    books = getRuntimeContext().getState(BOOKS);
    crowdedOut = getRuntimeContext().getMetricGroup().counter("evidenceOfTooManyEntities");
  }

  @Override
  public void processElement(Signal told, ReadOnlyContext context, Collector<Report> out)
      throws Exception {
    Signal signal = PersonErasure.permitted(told, orders).orElse(null);
    if (signal == null) {
      return;
    }
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
  public void processBroadcastElement(KeyedRecord record, Context context, Collector<Report> out)
      throws Exception {
    long clock = context.currentProcessingTime();
    Optional<Forgotten> forgotten = orders.take(record, clock);
    if (forgotten.isEmpty()) {
      return;
    }
    Erasure person = PersonErasure.of(forgotten.get());
    long[] cleared = {0};
    context.applyToKeyedState(
        BOOKS,
        (key, state) -> {
          StrandBook book = state.value();
          StrandBook left = person.without(book).orElse(null);
          if (!book.equals(left)) {
            cleared[0]++;
            state.update(left);
          }
        });
    context.output(
        HeldOrders.REPORTS,
        orders.report(forgotten.get(), cleared[0], context.currentWatermark(), clock));
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
