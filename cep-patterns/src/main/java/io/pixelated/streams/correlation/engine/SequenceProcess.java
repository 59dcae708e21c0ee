package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.sequence.SequenceMatcher;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.List;

/** A sequence's way with a group: events wait for the watermark and then take their steps. */
final class SequenceProcess implements RuleProcess {
  private final SequenceMatcher matcher;
  private final Crowd crowd;

  SequenceProcess(Sequence rule, Limits limits) {
    this.matcher = new SequenceMatcher(rule, limits);
    this.crowd = new Crowd(Thinning.of(rule, limits));
  }

  @Override
  public void take(Remembered state, List<MatchedEvent> events) {
    crowd.add(state, events, Thinning.Seen.NOTHING);
  }

  @Override
  public List<Firing> settle(Remembered state, long now, QuietTime quiet) {
    SequenceMatcher.Run run = matcher.run(state.memory, state.takeUntil(now), now);
    List<Firing> admitted = new ArrayList<>();
    for (Firing firing : run.firings()) {
      if (quiet.admits(firing.time())) {
        admitted.add(firing);
      }
    }
    state.memory = run.memory();
    state.wake = run.timeout();
    if (run.givenUp() > 0) {
      state.lose(Losses.partialMatches(run.givenUp()));
    }
    return admitted;
  }

  @Override
  public List<Firing> foresee(Remembered state, QuietTime quiet) {
    return List.of();
  }

  @Override
  public long next(Remembered state) {
    List<MatchedEvent> waiting = state.events();
    return waiting.isEmpty() ? state.wake : Math.min(state.wake, waiting.get(0).time());
  }

  @Override
  public void migrate(Remembered state) {
    // Partial matches are of the old steps: what has not been taken yet is what can be kept.
    state.memory = new byte[0];
  }
}
