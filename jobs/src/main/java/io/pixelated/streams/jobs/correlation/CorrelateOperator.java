package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupStateSerializer;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.engine.CorrelationEngine;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.rules.Admission;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleGenerations;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleStore;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;

/**
 * Correlates the matches of each rule and group; keyed by {@link RoutedMatch#key()}. What it raises
 * goes on as alerts, and as events to the stages of the rules that take them.
 *
 * <p>Rules change at event times: a match of a generation that means something else waits in its
 * group's state until all before it is settled.
 */
final class CorrelateOperator
    extends RuledOperator<RoutedMatch, Either<RuleSwitch, KeyedRecord>, Alert>
    implements Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** How soon it is looked whether rules are there that a match has overtaken. */
  private static final long LOOK_AGAIN_MILLIS = 200;

  static final String GROUP = "group";

  private final String region;
  private final RuleSettings ruleSettings;
  private final CorrelationSettings settings;
  private final long outOfOrderness;
  private final ErasureSettings erasure;
  private final String stage;

  private transient RuleStore store;
  private transient HeldRules rules;
  private transient CrowdControl crowd;
  private transient PassedTime passed;
  private transient HeldOrders orders;
  private transient CorrelationEngine engine;
  private transient HeldGroups groups;
  private transient GroupSteps steps;
  private transient StageErasure forgetting;
  private transient WaitingMatches waiting;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient LossCounters losses;
  private transient boolean restored;

  /**
   * @param outOfOrderness how far events are out of order, in milliseconds
   * @param stage name of the stage in reports of erasure
   */
  CorrelateOperator(
      String region,
      RuleSettings ruleSettings,
      CorrelationSettings settings,
      long outOfOrderness,
      ErasureSettings erasure,
      String stage) {
    this.region = region;
    this.ruleSettings = ruleSettings;
    this.settings = settings;
    this.outOfOrderness = outOfOrderness;
    this.erasure = erasure;
    this.stage = stage;
  }

  /** Where events for the stage of that depth leave. */
  static OutputTag<RoutedMatch> stage(int depth) {
    return new OutputTag<>("stage-" + depth, TypeInformation.of(RoutedMatch.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
    store = new RuleStore(context.getOperatorStateStore());
    rules = store.restore(ruleSettings);
    orders =
        HeldOrders.restored(
            context.getOperatorStateStore(), erasure, stage, getRuntimeContext().getTaskInfo());
    passed = PassedTime.restored(context.getOperatorStateStore());
    crowd =
        CrowdControl.restored(
            context.getOperatorStateStore(),
            getRuntimeContext().getTaskInfo(),
            settings.groupsPerRule(),
            outOfOrderness);
  }

  @Override
  public void open() throws Exception {
    super.open();
    engine = new CorrelationEngine(region, Limits.standard());
    waiting = WaitingMatches.in(getRuntimeContext(), restored);
    timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
    losses = new LossCounters(getMetricGroup());
    AlertOutput alerts = new AlertOutput(output, rules, losses);
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    ValueState<KeptGroup> stored =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(GROUP, GroupStateSerializer.INSTANCE));
    // What lies in heap is at hand anyway.
    long room = backend instanceof HeapKeyedStateBackend ? 0 : settings.groupMemory().getBytes();
    groups = new HeldGroups(backend, stored, room);
    steps = new GroupSteps(backend, groups, rules, engine, crowd, timers, alerts, losses);
    forgetting =
        new StageErasure(
            orders,
            groups,
            new GroupSweep(backend, stored, waiting, timers, rules, engine, alerts));
    getMetricGroup().gauge("groupsInTimespans", crowd::size);
    getMetricGroup().gauge("groupsInMemory", groups::size);
  }

  @Override
  public void processElement1(StreamRecord<RoutedMatch> element) throws Exception {
    Optional<RoutedMatch> match = forgetting.permitted(element.getValue());
    if (match.isPresent() && !take(match.get(), now()) && !waiting.add(match.get())) {
      int lost = match.get().events().size();
      losses.add(match.get().correlation(), Losses.thinned(lost + match.get().thinned()));
    }
  }

  /**
   * Lets a match count if it does when time has come to {@code time}.
   *
   * @return whether it need not wait
   */
  private boolean take(RoutedMatch match, long time) throws Exception {
    Admission admission = generations().admit(match.correlation(), match.generation(), time);
    if (admission instanceof Admission.Now now) {
      steps.add(now.rule(), match, time);
    } else if (!(admission instanceof Admission.Gone)) {
      lookAgain(admission, match);
      return false;
    }
    return true;
  }

  @Override
  public void processElement2(StreamRecord<Either<RuleSwitch, KeyedRecord>> element)
      throws Exception {
    if (element.getValue().isLeft()) {
      take(element.getValue().left());
      return;
    }
    forgetting
        .take(element.getValue().right(), now(), timers.currentProcessingTime())
        .ifPresent(report -> output.collect(HeldOrders.REPORTS, new StreamRecord<>(report)));
  }

  private void take(RuleSwitch change) throws Exception {
    if (rules.apply(change, now())) {
      engine.retain(
          generations().all().stream()
              .flatMap(generation -> generation.rulebook().correlations().stream())
              .map(Correlation::key)
              .collect(Collectors.toSet()));
      wake(generations().changedByNewest(), generations().newest().from() - 1);
    }
  }

  /** Has all groups of some rules looked at again: under other bounds something may be due soon. */
  private void wake(Set<String> changed, long time) throws Exception {
    if (changed.isEmpty()) {
      return;
    }
    groups.write();
    List<String> keys;
    try (Stream<String> all =
        this.<String>getKeyedStateBackend().getKeys(GROUP, VoidNamespace.INSTANCE)) {
      keys = all.filter(key -> changed.contains(RoutedMatch.correlationOf(key))).toList();
    }
    for (String key : keys) {
      setCurrentKey(key);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    comeUp();
    steps.advance(now());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    comeUp();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    passed.at(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    groups.write();
    store.keep(rules);
    passed.remember();
    crowd.remember();
  }

  /**
   * Lets the matches count that had to wait, each when all before its generation is settled. Time
   * may have come much further in one step, past several generations: they are not late for that.
   */
  private void comeUp() throws Exception {
    if (waiting.isEmpty()) {
      return;
    }
    for (Generation generation : generations().all()) {
      long before = generation.from() - 1;
      if (generation.from() > Long.MIN_VALUE && before <= now()) {
        steps.settled(before);
        takeWaiting(before);
      }
    }
    takeWaiting(now());
  }

  /** Lets those of them count that do when time has come to {@code time}. */
  private void takeWaiting(long time) throws Exception {
    List<RoutedMatch> all = waiting.all();
    List<RoutedMatch> still = new ArrayList<>();
    for (RoutedMatch match : all) {
      if (!take(match, time)) {
        still.add(match);
      }
    }
    if (still.size() < all.size()) {
      waiting.keep(still);
    }
  }

  private void lookAgain(Admission admission, RoutedMatch match) {
    if (admission instanceof Admission.Later later) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, later.watermark());
    } else {
      long first = match.events().stream().mapToLong(MatchedEvent::time).min().orElseThrow();
      if (first - 1 > now()) { // one of a time that has come would fire again and again
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, first - 1);
      }
      // Rounded, so that all that waits in a group shares one.
      long next = (timers.currentProcessingTime() / LOOK_AGAIN_MILLIS + 1) * LOOK_AGAIN_MILLIS;
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, next);
    }
  }

  private RuleGenerations generations() {
    return rules.generations();
  }

  private long now() {
    return passed.at(timers.currentWatermark());
  }
}
