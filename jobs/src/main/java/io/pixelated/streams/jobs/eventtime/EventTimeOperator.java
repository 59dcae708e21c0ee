package io.pixelated.streams.jobs.eventtime;

import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Gives each record its event time, marks what is late, and sends watermarks.
 *
 * <p>Flink's own watermark strategies sit in the source, before anything has been parsed, or look
 * at a stream without regard to the partitions that it was read from. This one comes after parsing
 * and still keeps the partitions apart; and it remembers them in its state, so that what is late
 * does not change through a restore.
 *
 * <p>Where everything falls silent, time passes with the clock after a while, so that absence is
 * noticed. The end of a bounded input ends time at its latest event: instead of Flink's closing
 * watermark, which would tell of a silence that nobody has seen, it says that there is nothing more
 * to wait for.
 *
 * @param <T> the type of the records
 */
public final class EventTimeOperator<T extends Timed<T>> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, ProcessingTimeCallback {
  private static final long serialVersionUID = 1L;

  private final EventTimeSettings settings;

  private transient PartitionClock clock;
  private transient ListeningClock life;
  private transient ListState<PartitionTime> partitions;
  private transient Counter late;
  private transient Counter stale;
  private transient long interval;
  private transient long watermark;
  private transient boolean idle;
  private transient boolean ended;
  private transient ScheduledFuture<?> nextTick;

  public EventTimeOperator(EventTimeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    life = new ListeningClock(getProcessingTimeService().getClock());
    clock = new PartitionClock(settings, life.elapsed());
    partitions =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "partition-times", TypeInformation.of(PartitionTime.class)));
    for (PartitionTime partition : partitions.get()) {
      clock.recall(partition);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    life.register(task());
    late = getMetricGroup().counter("lateEvents");
    stale = getMetricGroup().counter("staleEvents");
    watermark = Long.MIN_VALUE;
    interval = getExecutionConfig().getAutoWatermarkInterval();
    scheduleNext();
  }

  @Override
  public void close() throws Exception {
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    if (life != null) {
      life.unregister(task());
    }
    super.close();
  }

  private TaskIOMetricGroup task() {
    return getContainingTask().getEnvironment().getMetricGroup().getIOMetricGroup();
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    T record = element.getValue();
    element.setTimestamp(record.time());
    if (record.stale()) {
      stale.inc();
      output.collect(element.replace(record.asLate(), record.time()));
      return;
    }
    String partition = record.origin().topic() + '/' + record.origin().partition();
    boolean isLate = clock.observe(partition, record.time(), life.elapsed(), life.listened());
    if (idle) {
      idle = false;
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    }
    if (isLate) {
      late.inc();
      output.collect(element.replace(record.asLate(), record.time()));
    } else {
      output.collect(element);
    }
  }

  /** Sends how far time has come, and whether there is anything to wait for. */
  @Override
  public void onProcessingTime(long timestamp) {
    if (ended) {
      return;
    }
    advance();
    if (!idle && clock.idle(life.elapsed())) {
      idle = true;
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
    clock.advanceInSilence(life.elapsed()).ifPresent(this::sendThroughIdleness);
    scheduleNext();
  }

  /** Watermarks from upstream say nothing here, but for the one that ends a bounded input. */
  @Override
  public void processWatermark(Watermark mark) {
    if (mark.getTimestamp() == Long.MAX_VALUE && !ended) {
      ended = true;
      clock.end().ifPresent(this::sendThroughIdleness);
      if (!idle) {
        idle = true;
        output.emitWatermarkStatus(WatermarkStatus.IDLE);
      }
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // Idleness is told from the partitions, not from upstream.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    partitions.update(List.copyOf(clock.remember()));
  }

  private void advance() {
    send(clock.advance(life.elapsed(), life.listened()));
  }

  /** Nobody listens to the watermarks of one that is idle. */
  private void sendThroughIdleness(long reached) {
    if (reached <= watermark) {
      return;
    }
    if (idle) {
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    }
    send(reached);
    if (idle) {
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
  }

  private void send(long reached) {
    if (reached > watermark) {
      watermark = reached;
      output.emitWatermark(new Watermark(reached));
    }
  }

  private void scheduleNext() {
    if (interval > 0) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      nextTick = getProcessingTimeService().registerTimer(now + interval, this);
    }
  }
}
