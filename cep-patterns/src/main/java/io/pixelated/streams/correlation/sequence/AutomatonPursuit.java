package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.SequenceMatcher.Run;
import io.pixelated.streams.correlation.window.Firings;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A sequence of any kind. The automaton runs once a chain of events is there without which nothing
 * can be complete; until then final events are only kept, and no time before the oldest matters.
 */
final class AutomatonPursuit extends Pursuit {
  /** Beyond, the automaton is let run, which makes fewer of them. */
  private static final int MOST_KEPT = 96;

  private final Sequence sequence;
  private final Limits limits;
  private final SequenceMatcher matcher;
  private final boolean foreseeing;

  /** Of the timespan that was in force before, if groups come from there. */
  private SequenceMatcher former;

  private long formerWithin;

  AutomatonPursuit(Sequence sequence, Plan plan, Limits limits) {
    super(plan, sequence.timespan(), Thinning.of(sequence, limits));
    this.sequence = sequence;
    this.limits = limits;
    this.matcher = new SequenceMatcher(sequence, limits);
    this.foreseeing = !sequence.hasNegation();
  }

  @Override
  public Passed pass(
      Progress progress,
      Evidence kept,
      List<MatchedEvent> events,
      List<MatchedEvent> waiting,
      long until,
      Firings firings) {
    progress.count(events);
    progress.leave(until);
    List<Candidate> candidates = plan.candidates(events);
    progress.due = due(progress.reach, progress, kept, candidates);
    boolean runs =
        progress.due <= until
            || kept.size() + events.size() > MOST_KEPT
            || (kept.size() + events.size() > 0 && isAhead(progress, kept, waiting));
    if (runs) {
      return run(progress, kept, events, until, firings);
    }
    if (progress.partial.length > 0 && progress.over <= until) {
      progress.partial = new byte[0];
      progress.over = Long.MIN_VALUE;
    }
    boolean idle = progress.partial.length == 0 && kept.size() == 0;
    Evidence left = kept.plus(idle ? beginnings(candidates) : events);
    return new Passed(progress.due == NEVER ? left.after(until - within, 0) : left, 0);
  }

  private Passed run(
      Progress progress, Evidence kept, List<MatchedEvent> events, long until, Firings firings) {
    List<MatchedEvent> all = kept.events();
    all.addAll(events);
    Run run = matcher.run(progress.partial, all, until);
    remember(progress, run);
    if (!run.firings().isEmpty() && !sequence.endsNegated()) {
      long fired = run.firings().get(run.firings().size() - 1).time();
      progress.reach.clear();
      List<MatchedEvent> after = all.stream().filter(event -> event.time() > fired).toList();
      due(progress.reach, progress, Evidence.NONE, plan.candidates(after));
    }
    tell(run.firings(), firings);
    return new Passed(Evidence.NONE, run.givenUp());
  }

  private static void remember(Progress progress, Run run) {
    progress.partial = run.memory();
    progress.due = run.due();
    progress.over = run.over();
  }

  @Override
  void look(Progress progress, Evidence kept, List<MatchedEvent> waiting, Firings firings) {
    if (isAhead(progress, kept, waiting)) {
      List<MatchedEvent> all = kept.events();
      all.addAll(waiting);
      tell(matcher.foresee(progress.partial, all), firings);
    }
  }

  /** Whether waiting events may complete the sequence, and are asked whether they do. */
  private boolean isAhead(Progress progress, Evidence kept, List<MatchedEvent> waiting) {
    return foreseeing
        && waiting.stream().anyMatch(plan::mayBeLast)
        && due(progress, kept, waiting) != NEVER;
  }

  @Override
  long completion(Progress progress, long oldest, long last) {
    if (!sequence.endsNegated()) {
      return last;
    }
    OptionalLong silence = plan.silence();
    if (silence.isPresent()) {
      return last + silence.getAsLong();
    }
    // Among the partial matches there may be some that ended long ago.
    return Math.max(last + 1, Math.min(matcher.deadline(progress.partial), oldest + within));
  }

  @Override
  public long end(Progress progress, Evidence kept, List<MatchedEvent> waiting) {
    long end = super.end(progress, kept, waiting);
    return progress.due == NEVER ? end : Math.max(end, progress.due);
  }

  @Override
  public void forget(Progress progress, Predicate<MatchedEvent> events) {
    if (progress.partial.length > 0) {
      remember(progress, matcher.without(progress.partial, events));
    }
  }

  @Override
  public Evidence migrate(Progress progress, Evidence kept, long settled) {
    byte[] partial = progress.partial;
    if (kept.size() > 0) {
      // What is final was so under the timespan before.
      if (former == null || formerWithin != progress.within) {
        former = new SequenceMatcher(sequence.within(progress.within), limits);
        formerWithin = progress.within;
      }
      partial = former.run(partial, kept.events(), settled).memory();
    }
    remember(progress, matcher.adopt(partial));
    progress.within = within;
    progress.forgetSlot();
    return Evidence.NONE;
  }

  /** What can begin a partial match, and all after it. */
  private List<MatchedEvent> beginnings(List<Candidate> candidates) {
    List<MatchedEvent> left = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!left.isEmpty() || matcher.canBegin(candidate)) {
        left.add(candidate.event());
      }
    }
    return left;
  }

  private static void tell(List<Firing> found, Firings firings) {
    found.forEach(firing -> firings.at(firing.time(), () -> firing));
  }
}
