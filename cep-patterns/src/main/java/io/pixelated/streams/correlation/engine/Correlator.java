package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.events.Alert;
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
 * Correlation in memory, of all groups of all rules: what the job's operator does, without a job.
 * For files, tests and evaluations. Not safe for use by several threads.
 */
public final class Correlator {
  private final Function<String, Optional<Correlation>> rules;
  private final CorrelationEngine engine;
  private final Map<String, Group> groups = new HashMap<>();
  private final TreeMap<Long, TreeSet<String>> timers = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;
  private long latest = Long.MIN_VALUE;
  private Losses losses = Losses.NONE;

  private record Group(Correlation rule, GroupState state) {}

  /**
   * @param rules the correlation of a key, such as {@code rulebook::correlation}
   * @param region the region that alerts are said to come from
   */
  public Correlator(Function<String, Optional<Correlation>> rules, String region, Limits limits) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.engine = new CorrelationEngine(region, limits);
  }

  /** Takes in one match, and returns the alerts that follow at once. */
  public List<Alert> add(RoutedMatch match) {
    Optional<Correlation> rule = rules.apply(match.correlation());
    if (rule.isEmpty()) {
      return List.of();
    }
    latest = Math.max(latest, match.event().time());
    Optional<GroupState> before = Optional.ofNullable(groups.get(match.key())).map(Group::state);
    return done(match.key(), rule.get(), engine.add(rule.get(), before, match, watermark));
  }

  /** Lets the watermark pass to {@code time}, and returns the alerts that follow, by time. */
  public List<Alert> advance(long time) {
    watermark = Math.max(watermark, time);
    List<Alert> alerts = new ArrayList<>();
    while (!timers.isEmpty() && timers.firstKey() <= watermark) {
      for (String key : timers.pollFirstEntry().getValue()) {
        Group group = groups.get(key);
        if (group != null) {
          alerts.addAll(
              done(key, group.rule(), engine.advance(group.rule(), group.state(), watermark)));
        }
      }
    }
    alerts.sort(Comparator.comparingLong(Alert::time).thenComparing(Alert::id));
    return alerts;
  }

  /** Lets the watermark pass to the last event: the end of a file ends time there. */
  public List<Alert> finish() {
    return advance(latest);
  }

  /** What was left out so far. */
  public Losses losses() {
    return losses;
  }

  /** How many groups are remembered. */
  public int groups() {
    return groups.size();
  }

  private List<Alert> done(String key, Correlation rule, Step step) {
    step.state()
        .ifPresentOrElse(
            state -> groups.put(key, new Group(rule, state)), () -> groups.remove(key));
    step.timer().ifPresent(time -> timers.computeIfAbsent(time, t -> new TreeSet<>()).add(key));
    losses = losses.plus(step.losses());
    return step.alerts();
  }
}
