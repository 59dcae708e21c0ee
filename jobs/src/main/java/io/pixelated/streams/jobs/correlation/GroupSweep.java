package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.engine.CorrelationEngine;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.rules.HeldRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Goes through all groups in the keyed state of a subtask, and what waits and is timed of them, for
 * one person.
 */
final class GroupSweep {
  private final KeyedStateBackend<String> backend;
  private final ValueState<KeptGroup> groups;
  private final WaitingMatches waiting;
  private final InternalTimerService<VoidNamespace> timers;
  private final HeldRules rules;
  private final CorrelationEngine engine;
  private final AlertOutput alerts;

  GroupSweep(
      KeyedStateBackend<String> backend,
      ValueState<KeptGroup> groups,
      WaitingMatches waiting,
      InternalTimerService<VoidNamespace> timers,
      HeldRules rules,
      CorrelationEngine engine,
      AlertOutput alerts) {
    this.backend = backend;
    this.groups = groups;
    this.waiting = waiting;
    this.timers = timers;
    this.rules = rules;
    this.engine = engine;
    this.alerts = alerts;
  }

  /**
   * Forgets a person.
   *
   * @return of how many groups something was forgotten
   */
  long forget(Forgotten forgotten) throws Exception {
    GroupErasure erasure = new GroupErasure(forgotten);
    long cleared = 0;
    for (String key : keys(CorrelateOperator.GROUP)) {
      backend.setCurrentKey(key);
      cleared += forget(erasure, forgotten) ? 1 : 0;
    }
    for (String key : keys(WaitingMatches.NAME)) {
      backend.setCurrentKey(key);
      List<RoutedMatch> all = waiting.all();
      List<RoutedMatch> left =
          all.stream().flatMap(match -> erasure.without(match).stream()).toList();
      if (!left.equals(all)) {
        waiting.keep(left);
        cleared++;
      }
    }
    removeTimers(erasure);
    return cleared;
  }

  private List<String> keys(String state) {
    try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  private boolean forget(GroupErasure erasure, Forgotten forgotten) throws Exception {
    KeptGroup kept = groups.value();
    if (kept == null || !erasure.mayConcern(kept)) {
      return false;
    }
    GroupState state = kept.state();
    Optional<GroupState> left = erasure.without(state, memory -> memory(state, erasure, forgotten));
    erasure.takenBack(state).forEach(alerts::takeBack);
    if (left.isPresent() && erasure.mayConcern(KeptGroup.of(left.get())) && isOpaque(state)) {
      left = Optional.empty(); // nobody can tell any more what its memory says
    }
    if (left.isPresent()) {
      groups.update(KeptGroup.of(left.get()));
    } else {
      groups.clear();
    }
    return true;
  }

  private byte[] memory(GroupState state, GroupErasure erasure, Forgotten forgotten) {
    Optional<Correlation> rule = rule(state);
    if (state.memory().length == 0 || rule.isEmpty()) {
      return state.memory();
    }
    return engine.forget(
        rule.get(),
        state,
        erasure::concerns,
        value -> GroupErasure.names(value, forgotten.traces()));
  }

  private boolean isOpaque(GroupState state) {
    return state.memory().length > 0 && rule(state).isEmpty();
  }

  /** The rule that a group was last settled under. */
  private Optional<Correlation> rule(GroupState state) {
    String key = RoutedMatch.correlationOf(backend.getCurrentKey());
    return rules.generations().all().stream()
        .flatMap(generation -> generation.rulebook().correlation(key).stream())
        .filter(rule -> rule.meaning().equals(state.meaning()))
        .findFirst();
  }

  /** A timer holds its key, and so the group's values, even if nothing else is left of it. */
  private void removeTimers(GroupErasure erasure) throws Exception {
    List<Timer> event = new ArrayList<>();
    List<Timer> processing = new ArrayList<>();
    timers.forEachEventTimeTimer((namespace, time) -> collect(erasure, time, event));
    timers.forEachProcessingTimeTimer((namespace, time) -> collect(erasure, time, processing));
    for (Timer timer : event) {
      backend.setCurrentKey(timer.key());
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, timer.time());
    }
    for (Timer timer : processing) {
      backend.setCurrentKey(timer.key());
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, timer.time());
    }
  }

  private record Timer(String key, long time) {}

  private void collect(GroupErasure erasure, long time, List<Timer> found) throws Exception {
    String key = backend.getCurrentKey();
    if (erasure.isTheirs(RoutedMatch.groupOf(key)) && groups.value() == null && waiting.isEmpty()) {
      found.add(new Timer(key, time));
    }
  }
}
