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

/**
 * Correlation in memory, of all groups of all rules: what the job's operators do, without a job.
 * For files, tests and evaluations. Not safe for use by several threads.
 */
public final class Correlator {
  private final Function<String, Optional<Correlation>> rules;
  private final Function<Raised, List<RoutedMatch>> routes;
  private final CorrelationEngine engine;
  private final boolean provisional;
  private final Map<String, Group> groups = new HashMap<>();
  private final TreeMap<Long, TreeSet<String>> timers = new TreeMap<>();
  private final Map<String, Losses> losses = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;
  private long latest = Long.MIN_VALUE;

  private record Group(Correlation rule, GroupState state) {}

  private Correlator(
      Function<String, Optional<Correlation>> rules,
      Function<Raised, List<RoutedMatch>> routes,
      CorrelationEngine engine,
      boolean provisional) {
    this.rules = rules;
    this.routes = routes;
    this.engine = engine;
    this.provisional = provisional;
  }

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
    this(
        Objects.requireNonNull(rules, "rules"),
        Objects.requireNonNull(routes, "routes"),
        new CorrelationEngine(region, limits),
        true);
  }

  /** The same, for those who want to know final alerts only. */
  public Correlator finalOnly() {
    if (watermark != Long.MIN_VALUE || latest != Long.MIN_VALUE) {
      throw new IllegalStateException("events have been added already");
    }
    return new Correlator(rules, routes, engine, false);
  }

  /** Takes in matches of one group, and returns the alerts that follow at once. */
  public List<Alert> add(RoutedMatch match) {
    List<Alert> alerts = new ArrayList<>();
    take(match, alerts);
    return alerts;
  }

  /** Lets the watermark pass to {@code time}, and returns the alerts that follow, by time. */
  public List<Alert> advance(long time) {
    watermark = Math.max(watermark, time);
    List<Alert> alerts = new ArrayList<>();
    while (!timers.isEmpty() && timers.firstKey() <= watermark) {
      for (String key : timers.pollFirstEntry().getValue()) {
        Group group = groups.get(key);
        if (group != null) {
          done(key, group.rule(), engine.advance(group.rule(), group.state(), watermark), alerts);
        }
      }
    }
    alerts.sort(Comparator.comparingLong(Alert::time).thenComparing(Alert::id));
    return alerts;
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
    return groups.size();
  }

  private void take(RoutedMatch match, List<Alert> alerts) {
    Optional<Correlation> rule = rules.apply(match.correlation());
    if (rule.isEmpty()) {
      return;
    }
    for (MatchedEvent event : match.events()) {
      latest = Math.max(latest, event.time());
    }
    String key = match.key();
    Optional<GroupState> before = Optional.ofNullable(groups.get(key)).map(Group::state);
    done(key, rule.get(), engine.add(rule.get(), before, match, watermark), alerts);
  }

  private void done(String key, Correlation rule, Step step, List<Alert> alerts) {
    step.state()
        .ifPresentOrElse(
            state -> groups.put(key, new Group(rule, state)), () -> groups.remove(key));
    step.timer().ifPresent(time -> timers.computeIfAbsent(time, t -> new TreeSet<>()).add(key));
    losses.merge(rule.key(), step.losses(), Losses::plus);
    for (Raised raised : step.raised()) {
      if (provisional || raised.alert().state() == AlertState.FINAL) {
        alerts.add(raised.alert());
      }
      routes.apply(raised).forEach(match -> take(match, alerts));
    }
  }
}
