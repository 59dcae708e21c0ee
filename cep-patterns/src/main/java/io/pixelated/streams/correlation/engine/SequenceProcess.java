package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.sequence.Progress;
import io.pixelated.streams.correlation.sequence.Pursuit;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A sequence's way with a group: events wait for the watermark, and are then kept until something
 * may come of them. Nothing is done at the time of an event that completes nothing.
 */
final class SequenceProcess implements RuleProcess {
  /** Groups are forgotten at multiples of this part of the timespan: events share the timer. */
  private static final int ROUNDS = 8;

  private final Pursuit pursuit;
  private final Crowd crowd;
  private final boolean foreseeing;
  private final boolean announcing;
  private final long round;

  SequenceProcess(Sequence rule, Limits limits, boolean announcing) {
    this.pursuit = Pursuit.of(rule, limits);
    this.crowd = new Crowd(Thinning.of(rule, limits));
    this.foreseeing = !rule.hasNegation();
    this.announcing = announcing;
    this.round = Math.max(1, rule.timespan() / ROUNDS);
  }

  @Override
  public void take(Remembered state, List<MatchedEvent> events) {
    crowd.add(state, events, progress(state));
  }

  @Override
  public List<Firing> settle(Remembered state, long now, QuietTime quiet) {
    List<MatchedEvent> due = state.takeUntil(now);
    Progress progress = progress(state);
    List<Firing> firings = new ArrayList<>();
    Pursuit.Passed passed =
        pursuit.pass(
            progress,
            state.evidence,
            due,
            state.events(),
            now,
            (time, firing) -> {
              if (quiet.admits(time)) {
                firings.add(firing.get());
              }
            });
    state.evidence = passed.kept();
    if (passed.givenUp() > 0) {
      state.lose(Losses.partialMatches(passed.givenUp()));
    }
    state.memory = pursuit.write(progress);
    return firings;
  }

  @Override
  public List<Foreseen> foresee(Remembered state, QuietTime quiet) {
    if (!foreseeing || state.events().isEmpty() || state.lastWaiting() < quiet.until()) {
      return List.of();
    }
    List<Foreseen> foreseen = new ArrayList<>();
    pursuit.foresee(
        progress(state),
        state.evidence,
        state.events(),
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
    Progress progress = progress(state);
    long end = pursuit.end(progress, state.evidence, state.events());
    if (end <= state.settled) {
      return NEVER;
    }
    long rounded = Math.floorDiv(end + round - 1, round) * round;
    // What is foreseen is announced, and looked at again when its time has come.
    boolean told = foreseeing && announcing;
    return told
        ? rounded
        : Math.min(rounded, pursuit.due(progress, state.evidence, state.events()));
  }

  @Override
  public byte[] forget(
      byte[] memory, long settled, Predicate<MatchedEvent> events, Predicate<String> values) {
    Progress progress = pursuit.read(memory);
    pursuit.forget(progress, events);
    return pursuit.write(progress);
  }

  @Override
  public void migrate(Remembered state) {
    Progress progress = progress(state);
    state.evidence = pursuit.migrate(progress, state.evidence, state.settled);
    state.memory = pursuit.write(progress);
  }

  private Progress progress(Remembered state) {
    return state.opened(Progress.class, () -> pursuit.read(state.memory));
  }
}
