package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A correlation's way with a group, as far as it is common to all kinds: what is late, what is
 * announced, withdrawn and confirmed, when it is quiet, when to look again, and when to forget.
 */
final class GroupProcess {
  private final Correlation rule;
  private final RuleProcess process;
  private final AlertFactory alerts;
  private final boolean announcing;

  /**
   * @param announcing whether provisional alerts are wanted
   */
  GroupProcess(Correlation rule, RuleProcess process, AlertFactory alerts, boolean announcing) {
    this.rule = rule;
    this.process = process;
    this.alerts = alerts;
    this.announcing = announcing;
  }

  Step add(Optional<GroupState> before, RoutedMatch match, long watermark) {
    Opened opened = open(before.orElseGet(() -> GroupState.empty(rule, match.group())));
    Remembered state = opened.state();
    long passed = Math.max(watermark, state.settled);
    List<MatchedEvent> timely = after(passed, match.events());
    int late = match.events().size() - timely.size();
    if (!timely.isEmpty()) {
      process.take(state, timely);
    }
    if (late + match.thinned() > 0) {
      state.lose(Losses.late(late).plus(Losses.thinned(match.thinned())));
    }
    return settle(opened, watermark);
  }

  Step advance(GroupState before, long watermark) {
    return settle(open(before), watermark);
  }

  byte[] forget(GroupState state, Predicate<MatchedEvent> events, Predicate<String> values) {
    return process.forget(state.memory(), state.settled(), events, values);
  }

  private static List<MatchedEvent> after(long time, List<MatchedEvent> events) {
    if (events.size() == 1) {
      return events.get(0).time() > time ? events : List.of();
    }
    return events.stream().filter(event -> event.time() > time).toList();
  }

  /** A group's state, and what has to be said because it was kept for a rule that changed. */
  private record Opened(Remembered state, List<Alert> left) {}

  private Opened open(GroupState before) {
    if (before.meaning().equals(rule.meaning())) {
      return new Opened(new Remembered(before), List.of());
    }
    if (before.selection().equals(rule.selection())) {
      Remembered state = new Remembered(before);
      state.isChanged = true;
      state.quieting.ifPresent(alert -> state.quietUntil = alert.time() + rule.suppress());
      process.migrate(state);
      return new Opened(state, List.of());
    }
    Remembered fresh = new Remembered(GroupState.empty(rule, before.group()));
    fresh.isChanged = true;
    fresh.settled = before.settled();
    fresh.timer = before.timer();
    fresh.announced = before.announced();
    return new Opened(fresh, closing(before.quieting(), before.suppressed()));
  }

  private Step settle(Opened opened, long watermark) {
    Remembered state = opened.state();
    // The silence after the end of a bounded stream proves nothing.
    boolean ended = watermark == Long.MAX_VALUE;
    long now = Math.max(state.settled, ended ? state.lastEvent() : watermark);

    Announcements announcements = new Announcements(state.announced);
    opened.left().forEach(announcements::send);
    QuietTime quiet = new QuietTime(rule.suppress(), state.quietUntil, state.suppressed);
    List<Firing> firings = process.settle(state, now, quiet);
    state.settled = now;
    Map<String, Map<String, String>> fields = new HashMap<>();
    conclude(state, quiet, firings, announcements, fields);
    if (ended || quiet.until() <= now) {
      closing(state.quieting, state.suppressed).forEach(announcements::send);
      state.quieting = Optional.empty();
      state.suppressed = 0;
    }
    List<Foreseen> foreseen =
        announcing && !ended ? process.foresee(state, quiet.copy()) : List.of();
    announcements.foresee(provisional(state, foreseen, fields));
    state.announced = announcements.open();

    List<Raised> raised = new ArrayList<>();
    for (Alert alert : announcements.sent()) {
      raised.add(new Raised(alert, fields.getOrDefault(alert.id(), alert.group())));
    }
    long next = ended ? RuleProcess.NEVER : next(state);
    if (next == RuleProcess.NEVER) {
      return new Step(Optional.empty(), raised, OptionalLong.empty(), state.losses);
    }
    boolean armed = state.timer > now && state.timer <= next;
    if (!armed) {
      state.timer = next;
    }
    return new Step(
        Optional.of(state.done(rule)),
        raised,
        armed ? OptionalLong.empty() : OptionalLong.of(next),
        state.losses);
  }

  /** Says what has become final, and closes the quiet times that other alerts have ended. */
  private void conclude(
      Remembered state,
      QuietTime quiet,
      List<Firing> firings,
      Announcements announcements,
      Map<String, Map<String, String>> fields) {
    long suppressed = quiet.suppressed() - state.suppressed;
    for (int i = 0; i < firings.size(); i++) {
      long ended = quiet.ended().get(i);
      suppressed += ended;
      closing(state.quieting, ended).forEach(announcements::send);
      Alert alert = alert(state, firings.get(i), AlertState.FINAL, fields);
      announcements.conclude(alert);
      state.quieting = Optional.of(KeptAlert.of(alert));
    }
    state.quietUntil = quiet.until();
    state.suppressed = quiet.suppressed();
    if (suppressed > 0) {
      state.lose(Losses.suppressed(suppressed));
    }
  }

  private List<KeptAlert> provisional(
      Remembered state, List<Foreseen> foreseen, Map<String, Map<String, String>> fields) {
    List<KeptAlert> provisional = new ArrayList<>(foreseen.size());
    for (Foreseen one : foreseen) {
      provisional.add(
          one.firing()
              .map(firing -> KeptAlert.of(alert(state, firing, AlertState.PROVISIONAL, fields)))
              .orElseGet(() -> state.announcedAt(one.time()).orElseThrow()));
    }
    return provisional;
  }

  private Alert alert(
      Remembered state,
      Firing firing,
      AlertState alertState,
      Map<String, Map<String, String>> fields) {
    Alert alert = alerts.alert(rule, state.group, firing, alertState);
    fields.put(alert.id(), AlertFactory.fields(rule, alert, firing));
    return alert;
  }

  private static List<Alert> closing(Optional<KeptAlert> alert, long suppressed) {
    return suppressed > 0
        ? alert.map(a -> a.alert().closed(suppressed)).stream().toList()
        : List.of();
  }

  private long next(Remembered state) {
    long next = process.next(state);
    if (state.quietUntil > state.settled) {
      next = Math.min(next, state.quietUntil);
    }
    for (KeptAlert alert : state.announced) {
      next = Math.min(next, alert.time());
    }
    return next;
  }
}
