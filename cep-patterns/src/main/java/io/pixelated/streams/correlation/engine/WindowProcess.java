package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.correlation.window.WindowEvaluation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A window correlation's way with a group: it looks at everything that is not final yet anew with
 * every match, and sends what differs from what it has announced.
 */
final class WindowProcess implements GroupProcess {
  private final WindowCorrelation rule;
  private final AlertFactory alerts;
  private final Crowd crowd;

  WindowProcess(WindowCorrelation rule, AlertFactory alerts, Limits limits) {
    this.rule = rule;
    this.alerts = alerts;
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
    WindowEvaluation evaluation =
        WindowEvaluation.of(rule, state.events, state.settled, state.quietUntil, now);
    state.losses = state.losses.plus(Losses.suppressed(evaluation.suppressed()));

    Map<String, Alert> announced = new LinkedHashMap<>();
    state.announced.forEach(alert -> announced.put(alert.id(), alert));
    List<Firing> ahead = new ArrayList<>();
    List<Alert> news = new ArrayList<>();
    List<Alert> open = new ArrayList<>();
    for (Firing firing : evaluation.firings()) {
      Alert known = announced.remove(AlertFactory.id(rule, state.group, firing.time()));
      if (firing.time() <= now) {
        state.quietUntil = firing.time() + rule.suppress();
        news.add(alerts.alert(rule, state.group, firing, AlertState.FINAL));
      } else if (known == null) {
        ahead.add(firing);
      } else {
        open.add(known);
      }
    }
    List<Alert> sent = new ArrayList<>();
    Set<Long> held = new HashSet<>();
    for (Alert alert : announced.values()) {
      // In a crowded slot each arrival moves the alert a little: what was said holds until it is
      // settled.
      if (alert.time() > now && crowd.isCrowded(state, alert.time())) {
        open.add(alert);
        held.add(crowd.slot(alert.time()));
      } else {
        sent.add(alert.in(AlertState.WITHDRAWN));
      }
    }
    for (Firing firing : ahead) {
      if (!held.contains(crowd.slot(firing.time()))) {
        Alert alert = alerts.alert(rule, state.group, firing, AlertState.PROVISIONAL);
        open.add(alert);
        news.add(alert);
      }
    }
    open.sort(Comparator.comparingLong(Alert::time));
    sent.addAll(news);

    state.settled = now;
    state.announced = open;
    if (now == Long.MAX_VALUE) {
      return state.gone(sent);
    }
    crowd.forget(state, now);
    if (state.events.isEmpty()) {
      return state.gone(sent);
    }
    MatchedEvent last = state.events.get(state.events.size() - 1);
    long next = last.time() + rule.timespan();
    for (Alert alert : open) {
      next = Math.min(next, alert.time());
    }
    for (Firing firing : ahead) {
      next = Math.min(next, firing.time());
    }
    return state.step(sent, next);
  }
}
