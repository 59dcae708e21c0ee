package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleStore;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers matches before they go to the subtask of their group. Nothing waits in it across a
 * watermark, which would make it late, or a checkpoint, so it remembers nothing but the rules.
 */
final class BundleOperator extends RuledOperator<RoutedMatch, RuleSwitch, RoutedMatch>
    implements ProcessingTimeCallback {
  private static final long serialVersionUID = 1L;

  private final Duration gatherFor;
  private final RuleSettings ruleSettings;

  private transient RuleStore store;
  private transient HeldRules rules;
  private transient Bundles bundles;
  private transient Counter gathered;
  private transient ScheduledFuture<?> timer;
  private transient long passed;

  BundleOperator(Duration gatherFor, RuleSettings ruleSettings) {
    this.gatherFor = gatherFor;
    this.ruleSettings = ruleSettings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    store = new RuleStore(context.getOperatorStateStore());
    rules = store.restore(ruleSettings);
    passed = Long.MIN_VALUE;
  }

  @Override
  public void open() throws Exception {
    super.open();
    gathered = getMetricGroup().counter("gatheredMatches");
    bundles =
        new Bundles(
            gatherFor.toMillis(),
            new RuleThinner(rules::generations),
            bundle -> {
              gathered.inc(bundle.events().size() + bundle.thinned() - 1);
              output.collect(new StreamRecord<>(bundle));
            });
  }

  @Override
  public void processElement1(StreamRecord<RoutedMatch> element) {
    bundles.add(element.getValue(), getProcessingTimeService().getCurrentProcessingTime());
    awaitDue();
  }

  @Override
  public void processElement2(StreamRecord<RuleSwitch> element) {
    rules.apply(element.getValue(), passed);
  }

  @Override
  public void onProcessingTime(long time) {
    timer = null;
    bundles.sendDue(getProcessingTimeService().getCurrentProcessingTime());
    awaitDue();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    bundles.flush();
    passed = mark.getTimestamp();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    bundles.flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store.keep(rules);
  }

  @Override
  public void finish() throws Exception {
    bundles.flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    super.close();
  }

  private void awaitDue() {
    OptionalLong due = bundles.due();
    if (timer == null && due.isPresent()) {
      timer = getProcessingTimeService().registerTimer(due.getAsLong(), this);
    }
  }
}
