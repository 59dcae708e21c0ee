package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.window.GroupWindow;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.correlation.window.WindowRule;
import java.util.List;

/** A window correlation's way with a group. */
final class WindowProcess implements RuleProcess {
  private static final byte[] NOTHING = {};

  private final WindowRule rule;
  private final Crowd crowd;
  private final int evidence;
  private final boolean announcing;

  WindowProcess(WindowCorrelation correlation, Limits limits, boolean announcing) {
    this.rule = new WindowRule(correlation, limits);
    this.crowd = new Crowd(Thinning.of(correlation, limits));
    this.evidence = limits.evidence();
    this.announcing = announcing;
  }

  @Override
  public void take(Remembered state, List<MatchedEvent> events) {
    List<MatchedEvent> fit = events.stream().filter(rule::takes).toList();
    if (fit.size() < events.size()) {
      state.lose(Losses.notNumber(events.size() - fit.size()));
    }
    GroupWindow window = window(state);
    List<MatchedEvent> lost = crowd.add(state, fit, window);
    if (!lost.isEmpty()) {
      lost.forEach(event -> window.leaveOut(event, false));
      state.memory = window.write();
    }
  }

  @Override
  public List<Firing> settle(Remembered state, long now, QuietTime quiet) {
    List<MatchedEvent> due = state.takeUntil(now);
    GroupWindow window = window(state);
    if (due.isEmpty() && window.nextEvaluation(NEVER) > now) {
      forget(state, now, List.of());
      return List.of();
    }
    List<Firing> firings = window.pass(state.evidence, due, now, quiet::admits);
    forget(state, now, due);
    if (state.memory.length > 0 || !due.isEmpty()) {
      state.memory = isOver(state, now) ? NOTHING : window.write();
    }
    return firings;
  }

  @Override
  public List<Firing> foresee(Remembered state, QuietTime quiet) {
    List<MatchedEvent> events = state.events();
    if (events.isEmpty() || !rule.isForeseeable() || isOutOfReach(state)) {
      return List.of();
    }
    GroupWindow ahead = GroupWindow.read(rule, state.memory, state.settled);
    long until = events.get(events.size() - 1).time();
    return ahead.pass(state.evidence, events, until, quiet::admits);
  }

  @Override
  public long next(Remembered state) {
    GroupWindow window = window(state);
    List<MatchedEvent> events = state.events();
    long end = window.end(events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).time());
    if (end <= state.settled) {
      return NEVER;
    }
    boolean foreseen = announcing && rule.isForeseeable();
    if (foreseen || isOutOfReach(state)) {
      return end;
    }
    return Math.min(end, window.nextEvaluation(events.isEmpty() ? NEVER : events.get(0).time()));
  }

  @Override
  public void migrate(Remembered state) {
    GroupWindow window = window(state);
    window.restart(state.evidence.events(), state.settled);
    state.memory = window.write();
  }

  private GroupWindow window(Remembered state) {
    return state.opened(
        GroupWindow.class, () -> GroupWindow.read(rule, state.memory, state.settled));
  }

  private boolean isOutOfReach(Remembered state) {
    int more = 0;
    for (MatchedEvent event : state.events()) {
      more += Math.max(1, rule.kinds(event).size());
    }
    return window(state).isOutOfReach(more);
  }

  private boolean isOver(Remembered state, long now) {
    return state.events().isEmpty() && window(state).end(Long.MIN_VALUE) <= now;
  }

  /** Keeps as evidence what a window that ends after {@code now} can hold, and the last event. */
  private void forget(Remembered state, long now, List<MatchedEvent> due) {
    Evidence known = state.evidence;
    long over = now - rule.timespan();
    if (due.isEmpty() && (known.size() == 0 || known.first() > over)) {
      return;
    }
    if (isOver(state, now)) {
      state.evidence = Evidence.NONE;
      return;
    }
    Evidence held = known.plus(due).after(over, 1);
    int surplus = held.size() - evidence;
    if (surplus > 0) {
      held.first(surplus).forEach(event -> window(state).leaveOut(event, true));
      held = held.without(surplus);
    }
    state.evidence = held;
  }
}
