package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.window.Firings;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of plain steps, each taken by one event whatever lies before it. A chain of events
 * completes it, and of all the one that begins first and goes on with the next event each time is
 * the one that fires: the automaton has nothing to add.
 */
final class DirectPursuit extends Pursuit {
  private final int most;

  DirectPursuit(Sequence sequence, Plan plan, Limits limits) {
    super(plan, sequence.timespan(), Thinning.of(sequence, limits));
    this.most = limits.partialMatches();
  }

  @Override
  public Passed pass(
      Progress progress,
      Evidence kept,
      List<MatchedEvent> events,
      List<MatchedEvent> waiting,
      long until,
      Firings firings) {
    Chase chase = new Chase(progress.reach, kept, firings);
    plan.candidates(events).forEach(chase::take);
    progress.count(events);
    progress.leave(until);
    progress.reach.leave(until - within);
    return new Passed(chase.kept(until), chase.givenUp);
  }

  @Override
  void look(Progress progress, Evidence kept, List<MatchedEvent> waiting, Firings firings) {
    Chase chase = new Chase(progress.reach.copy(), kept, firings);
    plan.candidates(waiting).forEach(chase::take);
  }

  @Override
  long completion(Progress progress, long oldest, long last) {
    return last;
  }

  @Override
  public Evidence migrate(Progress progress, Evidence kept, long settled) {
    progress.within = within;
    progress.forgetSlot();
    progress.reach.leave(settled - within);
    return kept.after(settled - within, 0);
  }

  /** Events on their way through the steps, one after another. */
  private final class Chase {
    long givenUp;
    private final Reach reach;
    private final Firings firings;
    private Evidence kept;
    private List<MatchedEvent> more = new ArrayList<>();
    private long fired = Long.MIN_VALUE;

    Chase(Reach reach, Evidence kept, Firings firings) {
      this.reach = reach;
      this.kept = kept;
      this.firings = firings;
    }

    void take(Candidate candidate) {
      long time = candidate.event().time();
      // What begins at the time of a sequence's last event begins too early for the next.
      if (time == fired) {
        return;
      }
      int takers = plan.takers(candidate);
      reach.leave(time - within);
      if (reach.latest() == Reach.NONE) {
        kept = Evidence.NONE;
        more.clear();
      }
      if (reach.completes(takers)) {
        firings.at(time, () -> chain(time - within, candidate).firing(time));
        fired = time;
        reach.clear();
        kept = Evidence.NONE;
        more.clear();
      } else if (reach.take(time, takers)) {
        more.add(candidate.event());
        if (isCrowded()) {
          bound(time - within);
        }
      }
    }

    /** What may still take part after {@code until}. */
    Evidence kept(long until) {
      return reach.latest() == Reach.NONE
          ? Evidence.NONE
          : kept.plus(more).after(until - within, 0);
    }

    private boolean isCrowded() {
      return kept.size() + more.size() > most + most / 4;
    }

    /** The events after {@code from} that may take part. */
    private List<Candidate> candidates(long from) {
      List<Candidate> candidates = new ArrayList<>();
      for (MatchedEvent event : kept.after(from, 0).events()) {
        candidates.add(new Candidate(event, plan.marks(event)));
      }
      for (MatchedEvent event : more) {
        if (event.time() > from) {
          candidates.add(new Candidate(event, plan.marks(event)));
        }
      }
      return candidates;
    }

    private Way chain(long from, Candidate last) {
      List<Way.Taken> taken = new ArrayList<>();
      for (Candidate candidate : candidates(from)) {
        int next = taken.size();
        if (next < plan.needs() - 1 && (plan.takers(candidate) & plan.need(next)) != 0) {
          taken.add(new Way.Taken(next, candidate));
        }
      }
      taken.add(new Way.Taken(plan.needs() - 1, last));
      return new Way(taken);
    }

    /** Keeps the events of so many chains that they are not too many. */
    private void bound(long from) {
      kept = kept.after(from, 0);
      more.removeIf(event -> event.time() <= from);
      if (isCrowded()) {
        Chains chains = new Chains(plan, candidates(from));
        givenUp += chains.limit(most);
        more = chains.events();
        kept = Evidence.NONE;
      }
    }
  }
}
