package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Correlation in memory, of all groups of all rules: what the job's operators do, without a job.
 * For files, tests and evaluations. Not safe for use by several threads.
 *
 * <p>As in the job, correlations stand in stages by their depth, and time passes in one after the
 * other: an alert reaches the correlations that refer to its rule before time does.
 */
public final class Correlator {
  private static final Comparator<Alert> BY_TIME =
      Comparator.comparingLong(Alert::time).thenComparing(Alert::id);

  private final Function<String, Optional<Correlation>> rules;
  private final Function<Raised, List<RoutedMatch>> routes;
  private final String region;
  private final Limits limits;
  private final CorrelationEngine engine;
  private final boolean finalOnly;
  private final UnaryOperator<GroupState> store;
  private final TreeMap<Integer, Stage> stages = new TreeMap<>();
  private final Map<String, Losses> losses = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;

  /** How far time has passed in all stages. */
  private long passed = Long.MIN_VALUE;

  private long latest = Long.MIN_VALUE;

  /** The groups of all correlations of one depth. */
  private static final class Stage {
    final Map<String, Group> groups = new HashMap<>();
    final TreeMap<Long, TreeSet<String>> timers = new TreeMap<>();
    long watermark;

    Stage(long watermark) {
      this.watermark = watermark;
    }
  }

  private record Group(Correlation rule, GroupState state) {}

  /**
   * @param rules the correlation of a key, such as {@code rulebook::correlation}
   * @param routes the groups of other correlations that an alert is an event for, such as {@code
   *     rulebook::route}
   * @param region the region that alerts are said to come from
   */
  public Correlator(
      Function<String, Optional<Correlation>> rules,
      Function<Raised, List<RoutedMatch>> routes,
      String region,
      Limits limits) {
    this(rules, routes, region, limits, false, UnaryOperator.identity());
  }

  private Correlator(
      Function<String, Optional<Correlation>> rules,
      Function<Raised, List<RoutedMatch>> routes,
      String region,
      Limits limits,
      boolean finalOnly,
      UnaryOperator<GroupState> store) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.routes = Objects.requireNonNull(routes, "routes");
    this.region = region;
    this.limits = limits;
    this.finalOnly = finalOnly;
    this.store = Objects.requireNonNull(store, "store");
    this.engine = new CorrelationEngine(region, limits, !finalOnly);
  }

  /** One with the same rules that raises final alerts only, by time; it begins without groups. */
  public Correlator finalOnly() {
    return new Correlator(rules, routes, region, limits, true, store);
  }

  /**
   * One with the same rules that keeps of a group what {@code kept} makes of its state after every
   * step, such as what is read of what was written; it begins without groups.
   */
  public Correlator storing(UnaryOperator<GroupState> kept) {
    return new Correlator(rules, routes, region, limits, finalOnly, kept);
  }

  /** Takes in matches of one group, and returns the alerts that follow at once. */
  public List<Alert> add(RoutedMatch match) {
    for (MatchedEvent event : match.events()) {
      latest = Math.max(latest, event.time());
    }
    List<Alert> alerts = new ArrayList<>();
    take(match, alerts);
    return alerts;
  }

  /**
   * Lets the watermark pass to {@code time}, and returns the alerts that follow, in the order in
   * which the job sends them; final ones, if only these are wanted, by time.
   */
  public List<Alert> advance(long time) {
    if (time <= watermark) {
      return List.of();
    }
    watermark = time;
    List<Alert> alerts = new ArrayList<>();
    Map.Entry<Integer, Stage> next = stages.firstEntry();
    while (next != null) {
      advance(next.getValue(), time, alerts);
      // Alerts may have opened stages further up.
      next = stages.higherEntry(next.getKey());
    }
    passed = time;
    if (finalOnly) {
      alerts.sort(BY_TIME);
    }
    return alerts;
  }

  private void advance(Stage stage, long time, List<Alert> alerts) {
    stage.watermark = time;
    while (!stage.timers.isEmpty() && stage.timers.firstKey() <= time) {
      for (String key : stage.timers.pollFirstEntry().getValue()) {
        Group group = stage.groups.get(key);
        if (group != null) {
          Step step = engine.advance(group.rule(), group.state(), time);
          done(stage, key, group.rule(), step, alerts);
        }
      }
    }
  }

  /** Lets the watermark pass to the last event: the end of a file ends time there. */
  public List<Alert> finish() {
    return finish(latest);
  }

  /**
   * Lets the watermark pass to {@code end} and no further.
   *
   * @param end the greatest event time of the file, of whatever event
   */
  public List<Alert> finish(long end) {
    return advance(end);
  }

  /** What was left out so far. */
  public Losses losses() {
    return losses.values().stream().reduce(Losses.NONE, Losses::plus);
  }

  /** What was left out so far, by correlation. */
  public Map<String, Losses> lossesByRule() {
    return Map.copyOf(losses);
  }

  /** How many groups are remembered. */
  public int groups() {
    return stages.values().stream().mapToInt(stage -> stage.groups.size()).sum();
  }

  private void take(RoutedMatch match, List<Alert> alerts) {
    Optional<Correlation> rule = rules.apply(match.correlation());
    if (rule.isEmpty()) {
      return;
    }
    Stage stage = stages.get(match.depth());
    if (stage == null) {
      // Time has not passed there yet if it is just passing below.
      stage = new Stage(passed);
      stages.put(match.depth(), stage);
    }
    String key = match.key();
    Optional<GroupState> before = Optional.ofNullable(stage.groups.get(key)).map(Group::state);
    Step step = engine.add(rule.get(), before, match, stage.watermark);
    done(stage, key, rule.get(), step, alerts);
  }

  private void done(Stage stage, String key, Correlation rule, Step step, List<Alert> alerts) {
    step.state()
        .ifPresentOrElse(
            state -> stage.groups.put(key, new Group(rule, store.apply(state))),
            () -> stage.groups.remove(key));
    step.timer()
        .ifPresent(time -> stage.timers.computeIfAbsent(time, t -> new TreeSet<>()).add(key));
    if (!step.losses().equals(Losses.NONE)) {
      losses.merge(rule.key(), step.losses(), Losses::plus);
    }
    for (Raised raised : step.raised()) {
      AlertState state = raised.alert().state();
      if (finalOnly && state != AlertState.FINAL) {
        continue;
      }
      alerts.add(raised.alert());
      if (state != AlertState.CONFIRMED && state != AlertState.CLOSED) {
        routes.apply(raised).forEach(match -> take(match, alerts));
      }
    }
  }
}
