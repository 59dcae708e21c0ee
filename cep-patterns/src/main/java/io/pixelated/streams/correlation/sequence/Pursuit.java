package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.window.Firings;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a sequence is followed through the events of a group. Events that are final are kept as they
 * are, and nothing is made of them before one comes that may complete the sequence, or time may.
 *
 * <p>What comes of events does not depend on when they become final, nor on how many at a time. Not
 * safe for use by several threads.
 */
public abstract sealed class Pursuit permits DirectPursuit, AutomatonPursuit {
  static final long NEVER = Long.MAX_VALUE;

  final Plan plan;
  final long within;
  private final Thinning thinning;

  Pursuit(Plan plan, long within, Thinning thinning) {
    this.plan = plan;
    this.within = within;
    this.thinning = thinning;
  }

  /** How {@code sequence} is followed. */
  public static Pursuit of(Sequence sequence, Limits limits) {
    Plan plan = new Plan(sequence);
    return plan.isPlain()
        ? new DirectPursuit(sequence, plan, limits)
        : new AutomatonPursuit(sequence, plan, limits);
  }

  /**
   * What the passing of time came to.
   *
   * @param kept final events that may still take part
   * @param givenUp how many partial matches were given up because there were too many
   */
  public record Passed(Evidence kept, long givenUp) {}

  /** What {@link #write} wrote; of nothing, that nothing is known yet. */
  public Progress read(byte[] memory) {
    return memory.length == 0
        ? Progress.none(plan, thinning, within)
        : Progress.read(plan, thinning, memory);
  }

  public byte[] write(Progress progress) {
    return progress.write();
  }

  /**
   * Takes in events that have become final, and lets time pass.
   *
   * @param kept the events that the last pass kept
   * @param events later ones, up to {@code until}
   * @param waiting events that are not final yet
   */
  public abstract Passed pass(
      Progress progress,
      Evidence kept,
      List<MatchedEvent> events,
      List<MatchedEvent> waiting,
      long until,
      Firings firings);

  /** Tells what waiting events would complete if no other came; changes nothing. */
  public final void foresee(
      Progress progress, Evidence kept, List<MatchedEvent> waiting, Firings firings) {
    if (waiting.stream().anyMatch(plan::mayBeLast)) {
      look(progress, kept, waiting, firings);
    }
  }

  abstract void look(Progress progress, Evidence kept, List<MatchedEvent> waiting, Firings firings);

  /** When time must have passed because something may be complete then; else never. */
  public long due(Progress progress, Evidence kept, List<MatchedEvent> waiting) {
    return due(progress.reach.copy(), progress, kept, plan.candidates(waiting));
  }

  /** Lets {@code candidates} pass, and says when something may be complete. */
  final long due(Reach reach, Progress progress, Evidence kept, List<Candidate> candidates) {
    long due = progress.due;
    for (Candidate candidate : candidates) {
      long time = candidate.event().time();
      int takers = plan.takers(candidate);
      reach.leave(time - within);
      if (reach.completes(takers)) {
        long oldest = kept.size() > 0 ? kept.first() : candidates.get(0).event().time();
        due = Math.min(due, completion(progress, oldest, time));
      }
      reach.take(time, takers);
    }
    return due;
  }

  /**
   * When a sequence can be complete of which all needed events are there.
   *
   * @param oldest when the first of them came at the earliest
   * @param last when the last of them came
   */
  abstract long completion(Progress progress, long oldest, long last);

  /** The time from which on nothing of the group matters any more. */
  public long end(Progress progress, Evidence kept, List<MatchedEvent> waiting) {
    long end = Math.max(progress.over, progress.slotEnd());
    if (!waiting.isEmpty()) {
      end = Math.max(end, waiting.get(waiting.size() - 1).time() + within);
    } else if (kept.size() > 0) {
      end = Math.max(end, kept.last() + within);
    }
    return end;
  }

  /** Drops what is remembered of events other than those that are kept as they are. */
  public void forget(Progress progress, Predicate<MatchedEvent> events) {
    // There is none.
  }

  /** Makes what was kept for another timespan fit for this one. */
  public abstract Evidence migrate(Progress progress, Evidence kept, long settled);
}
