package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.meeting.Meeting;
import io.pixelated.streams.jobs.meeting.MeetingPlace;
import io.pixelated.streams.jobs.rules.FirstRules;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleBatch;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import io.pixelated.streams.jobs.rules.RuleProgress;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSnapshot;
import io.pixelated.streams.jobs.rules.RuleStore;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.jobs.rules.RuleTransition;
import io.pixelated.streams.jobs.rules.RuleTransition.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;

/**
 * Parses each raw record, finds the rules that match it, and routes the matches.
 *
 * <p>Which rules those are depends on the event's time alone: see {@link RuleTransition}.
 */
final class DetectOperator extends AbstractStreamOperator<Analysis>
    implements TwoInputStreamOperator<RawRecord, Either<RuleBatch, KeyedRecord>, Analysis>,
        ProcessingTimeCallback {
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
  static final OutputTag<RuleStatus> RULE_STATUS =
      new OutputTag<>("rule-status", TypeInformation.of(RuleStatus.class));
  static final OutputTag<RuleSwitch> RULE_SWITCHES =
      new OutputTag<>("rule-switches", TypeInformation.of(RuleSwitch.class));

  private static final long serialVersionUID = 1L;

  private final IngestSettings settings;
  private final RuleSnapshot snapshot;
  private final RuleSettings ruleSettings;
  private final MeetingPlace place;
  private final Duration idleAfter;
  private final ErasureSettings erasure;

  private transient RuleStore store;
  private transient ListState<RuleProgress> progresses;
  private transient Meeting meeting;
  private transient HeldRules rules;
  private transient RuleTransition transition;
  private transient ExecutorService compiler;
  private transient MailboxExecutor mailbox;
  private transient HeldOrders orders;
  private transient Analyst analyst;
  private transient Activity activity;
  private transient long watermark;
  private transient ScheduledFuture<?> nextTick;

  DetectOperator(
      IngestSettings settings,
      RuleSnapshot snapshot,
      RuleSettings ruleSettings,
      MeetingPlace place,
      Duration idleAfter,
      ErasureSettings erasure) {
    this.settings = settings;
    this.snapshot = snapshot;
    this.ruleSettings = ruleSettings;
    this.place = place;
    this.idleAfter = idleAfter;
    this.erasure = erasure;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    compiler =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "rule-compiler");
              thread.setDaemon(true);
              return thread;
            });
    meeting = place.enter(getContainingTask().getEnvironment(), getOperatorID());
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(),
            erasure,
            ErasureStages.DETECT,
            getRuntimeContext().getTaskInfo());
    store = new RuleStore(context.getOperatorStateStore());
    progresses =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("rule-progress", TypeInformation.of(RuleProgress.class)));
    RuleProgress progress = RuleProgress.together(progresses.get());
    rules =
        context.isRestored()
            ? store.restore(ruleSettings, progress)
            : FirstRules.read(snapshot, ruleSettings, meeting);
    transition =
        new RuleTransition(
            rules,
            progress,
            meeting,
            compiler,
            step -> mailbox.execute(step::run, "change of rules"),
            this::tell);
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup metrics = getMetricGroup();
    analyst =
        new Analyst(
            settings,
            orders,
            transition,
            letter -> output.collect(DEAD_LETTERS, new StreamRecord<>(letter)),
            metrics);
    metrics.gauge("unfinishedEvaluations", () -> newest().rulebook().unfinishedEvaluations());
    metrics.gauge("ruleGeneration", () -> newest().number());
    metrics.gauge("rulesEffectiveFrom", () -> newest().from());
    mailbox.execute(transition::resume, "rules after a start");
    watermark = Long.MIN_VALUE;
    activity = new Activity(idleAfter, getProcessingTimeService().getCurrentProcessingTime());
    scheduleNext();
  }

  @Override
  public void processElement1(StreamRecord<RawRecord> element) throws Exception {
    while (transition.standsStill()) {
      mailbox.yield();
    }
    if (activity.wakes()) {
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    }
    analyst
        .analyse(element.getValue())
        .ifPresent(analysis -> output.collect(element.replace(analysis)));
  }

  @Override
  public void processElement2(StreamRecord<Either<RuleBatch, KeyedRecord>> element)
      throws Exception {
    if (element.getValue().isLeft()) {
      transition.receive(element.getValue().left());
      return;
    }
    long clock = getProcessingTimeService().getCurrentProcessingTime();
    Optional<Forgotten> order = orders.take(element.getValue().right(), clock);
    if (order.isPresent()) {
      output.collect(
          HeldOrders.REPORTS, new StreamRecord<>(orders.report(order.get(), 0, watermark, clock)));
    }
  }

  /** Says how far time has come for those who wait for rules: nothing changes before that. */
  @Override
  public void onProcessingTime(long time) {
    if (transition.decidedUntil() > watermark) {
      watermark = transition.decidedUntil();
      output.emitWatermark(new Watermark(watermark));
    }
    if (activity.dozesOff(getProcessingTimeService().getCurrentProcessingTime())) {
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
    scheduleNext();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    super.processWatermark(mark);
  }

  /** Whether there is anything to wait for is told from the records. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (combinedWatermark.updateStatus(input, status.isIdle())) {
      processWatermark(new Watermark(combinedWatermark.getCombinedWatermark()));
    }
  }

  /** Changes that came before the end hold before the end: others may still have events. */
  @Override
  public void finish() throws Exception {
    while (transition.isUnderWay()) {
      mailbox.yield();
    }
    super.finish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store.keep(rules);
    progresses.update(List.of(transition.progress()));
  }

  @Override
  public void close() throws Exception {
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    if (meeting != null) {
      meeting.close();
    }
    if (compiler != null) {
      compiler.shutdownNow();
    }
    super.close();
  }

  /** Whether a change of rules has come that does not hold yet. */
  boolean changesRules() {
    return transition.isUnderWay();
  }

  private Generation newest() {
    return rules.generations().newest();
  }

  private void scheduleNext() {
    long interval = getExecutionConfig().getAutoWatermarkInterval();
    if (interval > 0) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      nextTick = getProcessingTimeService().registerTimer(now + interval, this);
    }
  }

  /**
   * Every subtask tells of a generation before it says that its time has come, for none knows which
   * of them is heard first. What became of the rules is told by the first alone.
   */
  private void tell(Told told) {
    output.collect(RULE_SWITCHES, new StreamRecord<>(told.next()));
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() != 0) {
      return;
    }
    told.statuses().forEach(status -> output.collect(RULE_STATUS, new StreamRecord<>(status)));
  }
}
