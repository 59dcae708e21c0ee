package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.sequence.SequenceMatcher;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sequence's way with a group: events wait for the watermark and then take their steps. */
final class SequenceProcess implements GroupProcess {
  private final Sequence rule;
  private final AlertFactory alerts;
  private final SequenceMatcher matcher;
  private final Crowd crowd;

  SequenceProcess(Sequence rule, AlertFactory alerts, Limits limits) {
    this.rule = rule;
    this.alerts = alerts;
    this.matcher = new SequenceMatcher(rule, limits);
    this.crowd = new Crowd(Thinning.of(rule, limits));
  }

  @Override
  public Step add(Optional<GroupState> before, RoutedMatch match, long watermark) {
    Remembered state = Remembered.of(rule, before, match.group());
    state.losses = Losses.thinned(match.thinned());
    for (MatchedEvent event : match.events()) {
      if (event.time() <= Math.max(watermark, state.settled)) {
        state.losses = state.losses.plus(Losses.late(1));
      } else {
        crowd.add(state, event);
      }
    }
    return settle(state, watermark);
  }

  @Override
  public Step advance(GroupState before, long watermark) {
    return settle(Remembered.of(rule, Optional.of(before), before.group()), watermark);
  }

  private Step settle(Remembered state, long watermark) {
    long now = Math.max(watermark, state.settled);
    List<Alert> sent = new ArrayList<>();
    state.announced.forEach(alert -> sent.add(alert.in(AlertState.WITHDRAWN)));
    state.announced = List.of();

    int settled = 0;
    while (settled < state.events.size() && state.events.get(settled).time() <= now) {
      settled++;
    }
    List<MatchedEvent> due = state.events.subList(0, settled);
    // The silence after the end of a bounded stream proves nothing.
    long until =
        now < Long.MAX_VALUE
            ? now
            : due.isEmpty() ? Long.MIN_VALUE : due.get(due.size() - 1).time();
    SequenceMatcher.Run run = matcher.run(state.memory, due, until);
    for (Firing firing : run.firings()) {
      if (firing.time() < state.quietUntil) {
        state.losses = state.losses.plus(Losses.suppressed(1));
        continue;
      }
      sent.add(alerts.alert(rule, state.group, firing, AlertState.FINAL));
      state.quietUntil = firing.time() + rule.suppress();
    }
    state.losses = state.losses.plus(Losses.partialMatches(run.givenUp()));
    state.memory = run.memory();
    state.events = state.events.subList(settled, state.events.size());
    state.settled = now;
    if (now == Long.MAX_VALUE) {
      return state.gone(sent);
    }
    crowd.forgetCounts(state, now);
    boolean quiet = state.quietUntil > now + 1;
    if (state.events.isEmpty() && state.memory.length == 0 && !quiet) {
      return state.gone(sent);
    }
    long next = run.timeout();
    if (!state.events.isEmpty()) {
      next = Math.min(next, state.events.get(0).time());
    } else if (quiet) {
      next = Math.min(next, state.quietUntil);
    }
    return state.step(sent, next);
  }
}
