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
  private final boolean foreseeing;

  SequenceProcess(Sequence rule, Limits limits) {
    this.matcher = new SequenceMatcher(rule, limits);
    this.crowd = new Crowd(Thinning.of(rule, limits));
    this.foreseeing = !rule.hasNegation();
  }

  @Override
  public void take(Remembered state, List<MatchedEvent> events) {
    crowd.add(state, events, Thinning.Seen.NOTHING);
  }

  @Override
  public List<Firing> settle(Remembered state, long now, QuietTime quiet) {
    SequenceMatcher.Run run = matcher.run(state.memory, state.takeUntil(now), now);
    state.memory = run.memory();
    state.wake = run.timeout();
    if (run.givenUp() > 0) {
      state.lose(Losses.partialMatches(run.givenUp()));
    }
    return admitted(run.firings(), quiet);
  }

  @Override
  public List<Firing> foresee(Remembered state, QuietTime quiet) {
    return foreseeing && !state.events().isEmpty()
        ? admitted(matcher.foresee(state.memory, state.events()), quiet)
        : List.of();
  }

  @Override
  public long next(Remembered state) {
    List<MatchedEvent> waiting = state.events();
    return waiting.isEmpty() ? state.wake : Math.min(state.wake, waiting.get(0).time());
  }

  @Override
  public void migrate(Remembered state) {
    state.memory = matcher.adopt(state.memory);
  }

  private static List<Firing> admitted(List<Firing> firings, QuietTime quiet) {
    List<Firing> admitted = new ArrayList<>(firings.size());
    for (Firing firing : firings) {
      if (quiet.admits(firing.time())) {
        admitted.add(firing);
      }
    }
    return admitted;
  }
}
