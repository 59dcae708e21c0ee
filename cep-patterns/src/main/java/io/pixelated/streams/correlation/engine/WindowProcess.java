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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A window correlation's way with a group. */
final class WindowProcess implements RuleProcess {
  private static final byte[] NOTHING = {};

  /** Evaluations that are looked at in advance; beyond them time has to come that far first. */
  private static final int LOOKING_AHEAD = 16;

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
    List<MatchedEvent> fit = events;
    if (!events.stream().allMatch(rule::takes)) {
      fit = events.stream().filter(rule::takes).toList();
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
    List<Firing> firings = new ArrayList<>();
    window.pass(
        state.evidence,
        due,
        now,
        (time, firing) -> {
          if (quiet.admits(time)) {
            firings.add(firing.get());
          }
        });
    forget(state, now, due);
    if (state.memory.length > 0 || !due.isEmpty()) {
      state.memory = isOver(state, now) ? NOTHING : window.write();
    }
    return firings;
  }

  @Override
  public List<Foreseen> foresee(Remembered state, QuietTime quiet) {
    List<MatchedEvent> events = state.events();
    long until = state.lastWaiting();
    if (events.isEmpty() || until < quiet.until() || !rule.isForeseeable() || isOutOfReach(state)) {
      return List.of();
    }
    List<Foreseen> foreseen = new ArrayList<>();
    ahead(state)
        .pass(
            state.evidence,
            events,
            until,
            (time, firing) -> {
              if (quiet.admits(time)) {
                boolean known = state.announcedAt(time).isPresent();
                foreseen.add(known ? Foreseen.known(time) : Foreseen.of(firing.get()));
              }
            });
    return foreseen;
  }

  @Override
  public long next(Remembered state) {
    long end = window(state).end(state.lastWaiting());
    if (end <= state.settled) {
      return NEVER;
    }
    List<MatchedEvent> events = state.events();
    if (!events.isEmpty()) {
      // It is not known for ever which groups of a crowd count: one event far ahead keeps no other.
      end = Math.min(end, events.get(0).time() + 2 * rule.timespan());
    }
    boolean foreseen = announcing && rule.isForeseeable();
    if (foreseen || isOutOfReach(state)) {
      return end;
    }
    // Where nothing changes there is nothing to do, and with another event it is asked again.
    return Math.min(end, ahead(state).nextFiring(events, LOOKING_AHEAD));
  }

  @Override
  public byte[] forget(
      byte[] memory, long settled, Predicate<MatchedEvent> events, Predicate<String> values) {
    GroupWindow window = GroupWindow.read(rule, memory, settled);
    window.forget(values);
    return window.write();
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

  /** A copy, to see what would come of events that are not final. */
  private GroupWindow ahead(Remembered state) {
    return GroupWindow.read(rule, state.memory, state.settled);
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
