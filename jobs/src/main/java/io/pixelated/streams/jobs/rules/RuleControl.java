package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The one place that numbers changes of rules. What comes within a moment takes effect together:
 * compiling many at once costs little more than one, and a pack of rules is never half there.
 *
 * <p>It runs with parallelism one. Nothing waits in it across a checkpoint.
 */
public final class RuleControl extends AbstractStreamOperator<RuleBatch>
    implements OneInputStreamOperator<RuleDocument, RuleBatch>,
        BoundedOneInput,
        ProcessingTimeCallback {
  /** How long nothing more must have come for a batch to be complete. */
  static final long QUIET_MILLIS = 200;

  /** How long the first of a batch waits at most, however quickly others follow. */
  static final long PATIENCE_MILLIS = 1_000;

  private static final long serialVersionUID = 1L;

  private transient ListState<Long> numbered;
  private transient List<RuleDocument> waiting;
  private transient long generation;
  private transient long firstCame;
  private transient long lastCame;
  private transient ScheduledFuture<?> nextLook;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new ArrayList<>();
    numbered =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("generation", Types.LONG));
    for (long number : numbered.get()) {
      generation = Math.max(generation, number);
    }
  }

  @Override
  public void processElement(StreamRecord<RuleDocument> element) {
    lastCame = getProcessingTimeService().getCurrentProcessingTime();
    if (waiting.isEmpty()) {
      firstCame = lastCame;
      lookAgainAt(due());
    }
    waiting.add(element.getValue());
  }

  @Override
  public void onProcessingTime(long time) {
    if (waiting.isEmpty()) {
      return;
    }
    if (getProcessingTimeService().getCurrentProcessingTime() >= due()) {
      flush();
    } else {
      lookAgainAt(due());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    numbered.update(List.of(generation));
  }

  @Override
  public void endInput() {
    flush();
  }

  @Override
  public void close() throws Exception {
    if (nextLook != null) {
      nextLook.cancel(false);
    }
    super.close();
  }

  private long due() {
    return Math.min(lastCame + QUIET_MILLIS, firstCame + PATIENCE_MILLIS);
  }

  private void lookAgainAt(long time) {
    nextLook = getProcessingTimeService().registerTimer(time, this);
  }

  private void flush() {
    if (!waiting.isEmpty()) {
      generation++;
      output.collect(new StreamRecord<>(new RuleBatch(generation, waiting)));
      waiting.clear();
    }
  }
}
