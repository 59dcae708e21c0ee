package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.engine.CorrelationEngine;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The steps of the current key's group: matches are added to it, and time passes in it, under the
 * rules of one generation after the other.
 */
final class GroupSteps {
  private final KeyedStateBackend<String> backend;
  private final HeldGroups groups;
  private final HeldRules rules;
  private final CorrelationEngine engine;
  private final CrowdControl crowd;
  private final InternalTimerService<VoidNamespace> timers;
  private final AlertOutput alerts;
  private final LossCounters losses;

  GroupSteps(
      KeyedStateBackend<String> backend,
      HeldGroups groups,
      HeldRules rules,
      CorrelationEngine engine,
      CrowdControl crowd,
      InternalTimerService<VoidNamespace> timers,
      AlertOutput alerts,
      LossCounters losses) {
    this.backend = backend;
    this.groups = groups;
    this.rules = rules;
    this.engine = engine;
    this.crowd = crowd;
    this.timers = timers;
    this.alerts = alerts;
    this.losses = losses;
  }

  /** Adds what of {@code match} counts, when time has come to {@code time}. */
  void add(Correlation rule, RoutedMatch match, long time) throws Exception {
    Seat seat = match.group().isEmpty() ? null : seat();
    Optional<RoutedMatch> counted = crowd.admit(rule, seat, match, time);
    int left = counted.map(some -> some.events().size()).orElse(0);
    if (left < match.events().size()) {
      losses.add(match.correlation(), Losses.groups(match.events().size() - left));
    }
    if (counted.isPresent()) {
      Optional<GroupState> before = settled(time).map(state -> counted(rule, state));
      keep(rule, engine.add(rule, before, counted.get(), time), seat);
    }
  }

  /** Lets time pass in the group, unless nothing happens before the time that it asked for. */
  void advance(long now) throws Exception {
    Optional<GroupState> known = groups.current();
    if (known.isEmpty()) {
      return;
    }
    Optional<Correlation> rule = rules.generations().settling(ruleKey(), now);
    String meaning = known.get().meaning();
    boolean same = rule.map(Correlation::meaning).filter(meaning::equals).isPresent();
    if (same && known.get().timer() > now && !isBehindAChange(known.get(), now)) {
      return;
    }
    Optional<GroupState> before = settled(known, now);
    if (before.isPresent() && rule.isPresent()) {
      keep(rule.get(), advanced(rule.get(), before.get(), now), null);
    } else if (before.isPresent()) {
      end(before.get());
    }
  }

  /**
   * What is remembered, all before the time of newer rules settled under those before them.
   *
   * @param time how far time has come
   */
  Optional<GroupState> settled(long time) throws Exception {
    return settled(groups.current(), time);
  }

  private Optional<GroupState> settled(Optional<GroupState> known, long time) throws Exception {
    Optional<GroupState> state = known;
    List<Generation> all = rules.generations().all();
    for (int i = 1; i < all.size() && state.isPresent(); i++) {
      long until = all.get(i).from() - 1;
      if (state.get().settled() >= until || until > time) {
        continue;
      }
      String key = ruleKey();
      Optional<Correlation> rule = all.get(i - 1).rulebook().correlation(key);
      if (rule.isPresent()) {
        keep(rule.get(), advanced(rule.get(), state.get(), until), null);
        state = groups.current();
      }
      if (state.isPresent() && all.get(i).rulebook().correlation(key).isEmpty()) {
        end(state.get());
        state = Optional.empty();
      }
    }
    return state;
  }

  /** Whether time has come to other rules than those by which the group was settled. */
  private boolean isBehindAChange(GroupState known, long now) {
    return rules.generations().all().stream()
        .skip(1)
        .mapToLong(generation -> generation.from() - 1)
        .anyMatch(until -> known.settled() < until && until <= now);
  }

  private Step advanced(Correlation rule, GroupState before, long time) {
    return engine.advance(rule, counted(rule, before), time);
  }

  private GroupState counted(Correlation rule, GroupState state) {
    return crowd.isCrowded(rule) && !state.group().isEmpty()
        ? crowd.counted(rule, seat(), state)
        : state;
  }

  private Seat seat() {
    Seat known = groups.seat();
    return known == null ? crowd.seat(backend.getCurrentKey()) : known;
  }

  /** Forgets the group of a rule that is gone. */
  private void end(GroupState state) throws Exception {
    alerts.end(state);
    groups.forget();
  }

  private void keep(Correlation rule, Step step, Seat seat) throws Exception {
    if (step.state().isPresent()) {
      groups.keep(step.state().get(), seat);
    } else {
      groups.forget();
    }
    step.raised().forEach(alerts::send);
    if (step.timer().isPresent()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, step.timer().getAsLong());
    }
    losses.add(rule.key(), step.losses());
  }

  private String ruleKey() {
    return RoutedMatch.correlationOf(backend.getCurrentKey());
  }
}
