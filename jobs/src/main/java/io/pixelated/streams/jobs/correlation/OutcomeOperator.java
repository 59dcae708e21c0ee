package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives an outcome to provisional alerts that a failure has orphaned; keyed by the alert's id.
 *
 * <p>They are announced at once and so before the checkpoint that would cover them. After a failure
 * events may come in another order, and what had been announced may not be announced again. Then
 * nothing would ever confirm or withdraw it. So what was announced since the checkpoint is read
 * back, and decided when time passes it, unless the correlation that announced it does so itself.
 */
final class OutcomeOperator extends AbstractStreamOperator<Alert>
    implements TwoInputStreamOperator<Alert, KeyedRecord, Alert>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** How far the clocks of the machines that announce and remember may be apart. */
  private static final long SKEW = Duration.ofMinutes(1).toMillis();

  /** How far back a job looks that failed before its first checkpoint. */
  private static final long FIRST_ATTEMPT = Duration.ofHours(1).toMillis();

  private static final String ORPHAN = "orphan";

  private final Announced announced;
  private final ErasureSettings erasure;

  private transient ListState<Long> snapshotAt;
  private transient long since;
  private transient HeldOrders orders;

  /** An orphan, or an alert that was one and has been confirmed until its time is over. */
  private transient ValueState<Alert> orphans;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter decided;

  OutcomeOperator(Announced announced, ErasureSettings erasure) {
    this.announced = announced;
    this.erasure = erasure;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    snapshotAt =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("snapshot-at", Types.LONG));
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(),
            erasure,
            ErasureStages.OUTCOMES,
            getRuntimeContext().getTaskInfo());
    since = Long.MAX_VALUE;
    for (long time : snapshotAt.get()) {
      since = Math.min(since, time - SKEW);
    }
    if (!context.isRestored() && getRuntimeContext().getTaskInfo().getAttemptNumber() > 0) {
      since = getProcessingTimeService().getCurrentProcessingTime() - FIRST_ATTEMPT;
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    orphans =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(ORPHAN, TypeInformation.of(Alert.class)));
    timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
    decided = getMetricGroup().counter("orphanedAlertsDecided");
    if (since != Long.MAX_VALUE) {
      adopt(announced.undecided(since));
    }
  }

  @Override
  public void processElement1(StreamRecord<Alert> element) throws Exception {
    Alert orphan = orphans.value();
    if (orphan == null) {
      output.collect(element);
      return;
    }
    AlertState state = element.getValue().state();
    if (orphan.state() == AlertState.CONFIRMED) {
      if (state == AlertState.CONFIRMED) {
        orphans.clear();
      } else {
        output.collect(element);
      }
      return;
    }
    if (state == AlertState.FINAL) {
      // Its correlation may remember that it announced it, and confirm it once more.
      Alert confirmed = orphan.in(AlertState.CONFIRMED);
      send(confirmed);
      orphans.update(confirmed);
    } else {
      orphans.clear();
    }
    output.collect(element);
  }

  @Override
  public void processElement2(StreamRecord<KeyedRecord> element) throws Exception {
    long clock = timers.currentProcessingTime();
    Optional<Forgotten> forgotten = orders.take(element.getValue(), clock);
    if (forgotten.isPresent()) {
      long cleared = forget(forgotten.get());
      output.collect(
          HeldOrders.REPORTS,
          new StreamRecord<>(
              orders.report(forgotten.get(), cleared, timers.currentWatermark(), clock)));
    }
  }

  private long forget(Forgotten forgotten) throws Exception {
    List<String> keys;
    try (Stream<String> all =
        this.<String>getKeyedStateBackend().getKeys(ORPHAN, VoidNamespace.INSTANCE)) {
      keys = all.toList();
    }
    long cleared = 0;
    for (String key : keys) {
      setCurrentKey(key);
      Alert orphan = orphans.value();
      if (orphan != null && GroupErasure.names(orphan, forgotten.traces())) {
        orphans.clear();
        withdraw(orphan);
        cleared++;
      }
    }
    return cleared;
  }

  /** Says the last word on somebody who is forgotten, without a word of them. */
  private void withdraw(Alert orphan) {
    if (orphan.state() != AlertState.CONFIRMED) {
      send(GroupErasure.nameless(orphan).in(AlertState.WITHDRAWN));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Alert orphan = orphans.value();
    if (orphan == null) {
      return;
    }
    orphans.clear();
    if (orphan.state() != AlertState.CONFIRMED) {
      send(orphan.in(AlertState.WITHDRAWN));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    // None is set.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    snapshotAt.update(List.of(getProcessingTimeService().getCurrentProcessingTime()));
  }

  /** Takes those of them whose ids are this subtask's. */
  private void adopt(List<Alert> alerts) throws Exception {
    var task = getRuntimeContext().getTaskInfo();
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    for (Alert alert : alerts) {
      if (own.contains(KeyGroupRangeAssignment.assignToKeyGroup(alert.id(), maxParallelism))) {
        if (orders.forbid(alert.observed(), who -> GroupErasure.names(alert, who))) {
          withdraw(alert);
          continue;
        }
        setCurrentKey(alert.id());
        orphans.update(alert);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, alert.time());
      }
    }
  }

  private void send(Alert outcome) {
    decided.inc();
    output.collect(new StreamRecord<>(outcome, outcome.time()));
  }
}
