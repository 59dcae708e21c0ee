package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.GroupStateSerializer;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.engine.CorrelationEngine;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleStore;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Correlates the matches of each rule and group; keyed by {@link RoutedMatch#key()}.
 *
 * <p>A match may overtake the rule that it was routed for, which comes another way. It then waits
 * in its group's state until the rule is there.
 */
final class CorrelateFunction
    extends KeyedBroadcastProcessFunction<String, RoutedMatch, RuleSwitch, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** How long, in event time, a match waits for a rule that may also have been removed. */
  private static final long PATIENCE = Duration.ofMinutes(10).toMillis();

  /** How often it is looked whether the rule is there: before the match can become late. */
  private static final long LOOK_AGAIN_MILLIS = 200;

  private static final ListStateDescriptor<RoutedMatch> EARLY =
      new ListStateDescriptor<>("early", TypeInformation.of(RoutedMatch.class));

  private final String region;
  private final RulePipelines pipelines;

  private transient RuleStore store;
  private transient HeldRules rules;
  private transient CorrelationEngine engine;
  private transient ValueState<GroupState> groups;
  private transient ListState<RoutedMatch> early;
  private transient LossCounters losses;

  CorrelateFunction(String region, RulePipelines pipelines) {
    this.pipelines = pipelines;
    this.region = region;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = new RuleStore(context.getOperatorStateStore());
    rules = store.restore(pipelines);
  }

  @Override
  public void open(OpenContext context) {
    engine = new CorrelationEngine(region, Limits.standard());
    groups =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("group", GroupStateSerializer.INSTANCE));
    early = getRuntimeContext().getListState(EARLY);
    losses = new LossCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(RoutedMatch match, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    TimerService timers = context.timerService();
    Optional<Correlation> rule =
        rules.generations().settling(match.correlation(), timers.currentWatermark());
    if (rule.isEmpty()) {
      early.add(match);
      timers.registerEventTimeTimer(match.events().get(0).time() + PATIENCE);
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + LOOK_AGAIN_MILLIS);
      return;
    }
    add(rule.get(), match, timers, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    TimerService timers = context.timerService();
    Optional<Correlation> rule =
        rules
            .generations()
            .settling(
                RoutedMatch.correlationOf(context.getCurrentKey()), timers.currentWatermark());
    if (rule.isPresent()) {
      takeEarly(rule.get(), timers, out);
      Optional<GroupState> before = group();
      if (before.isPresent()) {
        keep(engine.advance(rule.get(), before.get(), timers.currentWatermark()), timers, out);
      }
    } else if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      groups.clear();
      early.clear();
    } else if (early.get().iterator().hasNext()) {
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + LOOK_AGAIN_MILLIS);
    }
  }

  @Override
  public void processBroadcastElement(RuleSwitch next, Context context, Collector<Alert> out) {
    if (rules.apply(next)) {
      engine.retain(
          rules.generations().all().stream()
              .flatMap(generation -> generation.rulebook().correlations().stream())
              .map(Correlation::key)
              .collect(Collectors.toSet()));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    store.keep(rules);
  }

  /** Lets the matches count that came before their rule. */
  private void takeEarly(Correlation rule, TimerService timers, Collector<Alert> out)
      throws Exception {
    boolean any = false;
    for (RoutedMatch match : early.get()) {
      add(rule, match, timers, out);
      any = true;
    }
    if (any) {
      early.clear();
    }
  }

  private void add(Correlation rule, RoutedMatch match, TimerService timers, Collector<Alert> out)
      throws Exception {
    keep(engine.add(rule, group(), match, timers.currentWatermark()), timers, out);
  }

  private Optional<GroupState> group() throws Exception {
    return Optional.ofNullable(groups.value());
  }

  private void keep(Step step, TimerService timers, Collector<Alert> out) throws Exception {
    if (step.state().isPresent()) {
      groups.update(step.state().get());
    } else {
      groups.clear();
    }
    step.raised().forEach(raised -> out.collect(raised.alert()));
    step.timer().ifPresent(timers::registerEventTimeTimer);
    losses.add(step.losses());
  }
}
