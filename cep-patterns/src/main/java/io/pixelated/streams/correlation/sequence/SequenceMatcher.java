package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.MemoryFormat.Header;
import io.pixelated.streams.correlation.sequence.PartialMatches.Elapsed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * One sequence on Flink CEP's automaton, for any number of groups one after another: each group's
 * partial matches are one value, which is read before and written after.
 *
 * <p>Flink's own operator spreads them over several map states, each access to which is a database
 * access, and runs one pattern only. Not safe for use by several threads.
 */
final class SequenceMatcher {
  private final Sequence sequence;
  private final Plan plan;
  private final long interestOfStart;
  private final PartialMatches matches;
  private final int most;

  /** What the group that is loaded was loaded from; null if it has moved on since. */
  private byte[] loaded;

  /**
   * What a run came to.
   *
   * @param memory what to hand to the next run; empty if there are no partial matches
   * @param firings the sequences completed, in order of their time
   * @param due when the first of them is complete if no event comes; {@link Long#MAX_VALUE} for
   *     none
   * @param over when the last of them is over; {@link Long#MIN_VALUE} for none
   * @param givenUp how many partial matches were given up because there were too many
   */
  @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
  record Run(byte[] memory, List<Firing> firings, long due, long over, long givenUp) {
    public Run {
      firings = List.copyOf(firings);
    }
  }

  SequenceMatcher(Sequence sequence, Limits limits) {
    this.sequence = sequence;
    Automaton automaton = new Automaton(sequence);
    this.plan = automaton.plan();
    this.interestOfStart = automaton.interest(automaton.start());
    this.most = limits.partialMatches();
    this.matches = new PartialMatches(automaton, plan.order(), sequence.timespan());
  }

  /**
   * Takes in events that are final, and then lets time pass.
   *
   * @param memory what the last run of this group left
   * @param events by time, all later than those of the runs before
   * @param until time passes to here, exclusive of events that come at this very time
   */
  Run run(byte[] memory, List<MatchedEvent> events, long until) {
    return guarded(
        () -> {
          Running running = new Running(memory);
          List<Firing> firings = running.take(plan.candidates(events));
          running.pass(until, firings);
          if (!running.opened) {
            return outcome(memory, firings, 0);
          }
          byte[] after = matches.save().orElse(memory);
          loaded = after;
          return outcome(after, firings, running.givenUp);
        });
  }

  private static Run outcome(byte[] memory, List<Firing> firings, long givenUp) {
    Header header = MemoryFormat.header(memory);
    return new Run(memory, firings, header.due(), header.over(), givenUp);
  }

  /**
   * What events that are not final would complete if no other came.
   *
   * @param memory what the last run of this group left
   * @param events by time, all later than those of the runs before
   */
  List<Firing> foresee(byte[] memory, List<MatchedEvent> events) {
    return guarded(() -> new Running(memory).take(plan.candidates(events)));
  }

  /** What {@code memory}, left by a run of the same steps with another timespan, is here. */
  Run adopt(byte[] memory) {
    return guarded(
        () -> {
          matches.load(memory);
          loaded = null;
          return outcome(matches.write(), List.of(), 0);
        });
  }

  /** What is left of {@code memory} without the partial matches that took one of some events. */
  Run without(byte[] memory, Predicate<MatchedEvent> events) {
    return guarded(
        () -> {
          matches.load(memory);
          loaded = null;
          matches.dropWith(events);
          return outcome(matches.write(), List.of(), 0);
        });
  }

  /** When the first of the partial matches of {@code memory} ends. */
  long deadline(byte[] memory) {
    return MemoryFormat.header(memory).deadline();
  }

  /** Whether a partial match can begin with {@code candidate}. */
  boolean canBegin(Candidate candidate) {
    return (interestOfStart & candidate.marks()) != 0;
  }

  private <T> T guarded(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException("sequence " + sequence.key() + " failed in Flink CEP", e);
    }
  }

  /** A run; what it needs not read of the partial matches, it does not. */
  private final class Running {
    private final byte[] memory;
    private final Header header;
    private boolean opened;
    private long givenUp;

    Running(byte[] memory) {
      this.memory = memory;
      this.header = MemoryFormat.header(memory);
    }

    List<Firing> take(List<Candidate> candidates) throws Exception {
      List<Firing> firings = new ArrayList<>();
      long fired = Long.MIN_VALUE;
      for (Candidate candidate : candidates) {
        long time = candidate.event().time();
        pass(time, firings);
        long interest = header.interest() | interestOfStart;
        boolean matters = opened || (interest & candidate.marks()) != 0;
        // What begins at the time of a sequence's last event begins too early for the next.
        if (!matters || time == fired) {
          continue;
        }
        open();
        List<Way> ways = matches.take(candidate);
        if (ways.isEmpty()) {
          givenUp += matches.limit(most, !sequence.endsNegated());
        } else {
          firings.add(ways.get(0).firing(time));
          fired = time;
          matches.clear();
        }
      }
      return firings;
    }

    void pass(long time, List<Firing> firings) throws Exception {
      if (time < (opened ? matches.deadline() : header.deadline())) {
        return;
      }
      open();
      long consumed = Long.MIN_VALUE;
      for (Elapsed elapsed : matches.pass(time)) {
        if (elapsed.way().first().time() > consumed) {
          consumed = elapsed.way().last().time();
          firings.add(elapsed.way().firing(elapsed.time()));
        }
      }
      if (consumed != Long.MIN_VALUE) {
        matches.dropBegunBy(consumed);
      }
    }

    private void open() throws Exception {
      if (!opened) {
        if (loaded == null || loaded != memory) {
          matches.load(memory);
        }
        loaded = null;
        opened = true;
      }
    }
  }
}
