package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.GroupStateSerializer;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.engine.CorrelationEngine;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.Forgotten;
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
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
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
  private transient CorrelationEngine engine;
  private transient ValueState<GroupState> groups;
  private transient WaitingMatches waiting;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient LossCounters losses;
  private transient AlertOutput alerts;
  private transient boolean restored;
  private transient HeldOrders orders;

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
    groups =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(GROUP, GroupStateSerializer.INSTANCE));
    waiting = WaitingMatches.in(getRuntimeContext(), restored);
    timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
    losses = new LossCounters(getMetricGroup());
    alerts = new AlertOutput(output, rules, losses);
    getMetricGroup().gauge("groupsInTimespans", crowd::size);
  }

  @Override
  public void processElement1(StreamRecord<RoutedMatch> element) throws Exception {
    RoutedMatch match = permitted(element.getValue());
    if (match == null || take(match, now())) {
      return;
    }
    if (!waiting.add(match)) {
      losses.add(match.correlation(), Losses.thinned(match.events().size() + match.thinned()));
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
      add(now.rule(), match, time);
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
    long clock = timers.currentProcessingTime();
    Optional<Forgotten> forgotten = orders.take(element.getValue().right(), clock);
    if (forgotten.isPresent()) {
      long cleared = erasing().forget(forgotten.get());
      output.collect(
          HeldOrders.REPORTS,
          new StreamRecord<>(orders.report(forgotten.get(), cleared, now(), clock)));
    }
  }

  private GroupSweep erasing() {
    return new GroupSweep(
        getKeyedStateBackend(), groups, waiting, timers, generations(), engine, alerts);
  }

  /** What of a match nobody has been ordered to forget; null if nothing is left. */
  private RoutedMatch permitted(RoutedMatch match) {
    RoutedMatch left = match;
    for (MatchedEvent event : match.events()) {
      for (Forgotten forgotten : orders.before(event.observed())) {
        Optional<RoutedMatch> some = new GroupErasure(forgotten).without(left);
        if (some.isEmpty()) {
          return null;
        }
        left = some.get();
      }
    }
    return left;
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
    advance();
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
        settled(before);
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

  private void add(Correlation rule, RoutedMatch match, long time) throws Exception {
    Optional<RoutedMatch> counted = crowd.admit(rule, key(), match, time);
    int left = counted.map(some -> some.events().size()).orElse(0);
    if (left < match.events().size()) {
      losses.add(match.correlation(), Losses.groups(match.events().size() - left));
    }
    if (counted.isPresent()) {
      Optional<GroupState> before = settled(time).map(state -> crowd.counted(rule, key(), state));
      keep(rule, engine.add(rule, before, counted.get(), time));
    }
  }

  /** Lets time pass in the group, unless nothing happens before the time that it asked for. */
  private void advance() throws Exception {
    Optional<GroupState> known = group();
    if (known.isEmpty()) {
      return;
    }
    Optional<Correlation> rule = generations().settling(RoutedMatch.correlationOf(key()), now());
    String meaning = known.get().meaning();
    boolean same = rule.map(Correlation::meaning).filter(meaning::equals).isPresent();
    if (same && known.get().timer() > now() && !isBehindAChange(known.get())) {
      return;
    }
    Optional<GroupState> before = settled(known, now());
    if (before.isPresent() && rule.isPresent()) {
      keep(rule.get(), advanced(rule.get(), before.get(), now()));
    } else if (before.isPresent()) {
      end(before.get());
    }
  }

  /** Whether time has come to other rules than those by which the group was settled. */
  private boolean isBehindAChange(GroupState known) {
    return generations().all().stream()
        .skip(1)
        .mapToLong(generation -> generation.from() - 1)
        .anyMatch(until -> known.settled() < until && until <= now());
  }

  /** What is remembered, all before the time of newer rules settled under those before them. */
  private Optional<GroupState> settled(long time) throws Exception {
    return settled(group(), time);
  }

  private Optional<GroupState> settled(Optional<GroupState> known, long time) throws Exception {
    Optional<GroupState> state = known;
    List<Generation> all = generations().all();
    for (int i = 1; i < all.size() && state.isPresent(); i++) {
      long until = all.get(i).from() - 1;
      if (state.get().settled() >= until || until > time) {
        continue;
      }
      String key = RoutedMatch.correlationOf(key());
      Optional<Correlation> rule = all.get(i - 1).rulebook().correlation(key);
      if (rule.isPresent()) {
        keep(rule.get(), advanced(rule.get(), state.get(), until));
        state = group();
      }
      if (state.isPresent() && all.get(i).rulebook().correlation(key).isEmpty()) {
        end(state.get());
        state = Optional.empty();
      }
    }
    return state;
  }

  private Step advanced(Correlation rule, GroupState before, long time) {
    return engine.advance(rule, crowd.counted(rule, key(), before), time);
  }

  /** Forgets the group of a rule that is gone. */
  private void end(GroupState state) {
    alerts.end(state);
    groups.clear();
  }

  private Optional<GroupState> group() throws Exception {
    return Optional.ofNullable(groups.value());
  }

  private void keep(Correlation rule, Step step) throws Exception {
    if (step.state().isPresent()) {
      groups.update(step.state().get());
    } else {
      groups.clear();
    }
    step.raised().forEach(alerts::send);
    if (step.timer().isPresent()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, step.timer().getAsLong());
    }
    losses.add(rule.key(), step.losses());
  }

  private RuleGenerations generations() {
    return rules.generations();
  }

  private long now() {
    return passed.at(timers.currentWatermark());
  }

  private String key() {
    return (String) getCurrentKey();
  }
}
