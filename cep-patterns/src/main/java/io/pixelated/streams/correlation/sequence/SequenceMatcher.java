package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.MemoryFormat.Header;
import io.pixelated.streams.correlation.sequence.PartialMatches.Elapsed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One sequence on Flink CEP's automaton, for any number of groups one after another: each group's
 * partial matches are one value, which is read before and written after.
 *
 * <p>Flink's own operator spreads them over several map states, each access to which is a database
 * access, and runs one pattern only. Not safe for use by several threads.
 */
public final class SequenceMatcher {
  private final Sequence sequence;
  private final Plan plan;
  private final long interestOfStart;
  private final long completing;
  private final Comparator<Candidate> order;
  private final PartialMatches matches;
  private final int most;

  /** What the group that is loaded was loaded from; null if it has moved on since. */
  private byte[] loaded;

  /**
   * What a run came to.
   *
   * @param memory what to hand to the next run; empty if there are no partial matches
   * @param firings the sequences completed, in order of their time
   * @param timeout when the earliest partial match ends; {@link Long#MAX_VALUE} for none
   * @param givenUp how many partial matches were given up because there were too many
   */
  @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
  public record Run(byte[] memory, List<Firing> firings, long timeout, long givenUp) {
    public Run {
      firings = List.copyOf(firings);
    }
  }

  public SequenceMatcher(Sequence sequence, Limits limits) {
    this.sequence = sequence;
    Automaton automaton = new Automaton(sequence);
    this.plan = automaton.plan();
    this.interestOfStart = automaton.interest(automaton.start());
    this.completing = plan.completing();
    this.most = limits.partialMatches();
    this.order =
        Comparator.<Candidate>comparingLong(candidate -> candidate.event().time())
            .thenComparingInt(candidate -> plan.rank(candidate.marks()))
            .thenComparing(candidate -> candidate.event().id());
    this.matches = new PartialMatches(automaton, order, sequence.timespan());
  }

  /**
   * Takes in events that are final, and then lets time pass.
   *
   * @param memory what the last run of this group left
   * @param events by time, all later than those of the runs before
   * @param until time passes to here, exclusive of events that come at this very time
   */
  public Run run(byte[] memory, List<MatchedEvent> events, long until) {
    return guarded(
        () -> {
          Running running = new Running(memory);
          List<Firing> firings = running.take(candidates(events));
          running.pass(until, firings);
          if (!running.opened) {
            return new Run(memory, firings, running.header.deadline(), 0);
          }
          byte[] after = matches.save().orElse(memory);
          loaded = after;
          return new Run(after, firings, matches.deadline(), running.givenUp);
        });
  }

  /**
   * What events that are not final would complete if no other came.
   *
   * @param memory what the last run of this group left
   * @param events by time, all later than those of the runs before
   */
  public List<Firing> foresee(byte[] memory, List<MatchedEvent> events) {
    List<Candidate> candidates = candidates(events);
    if (candidates.stream().noneMatch(candidate -> (candidate.marks() & completing) != 0)) {
      return List.of();
    }
    return guarded(() -> new Running(memory).take(candidates));
  }

  /** What {@code memory}, left by a run of the same steps with another timespan, is here. */
  public byte[] adopt(byte[] memory) {
    return guarded(
        () -> {
          matches.load(memory);
          loaded = null;
          return matches.write();
        });
  }

  private <T> T guarded(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException("sequence " + sequence.key() + " failed in Flink CEP", e);
    }
  }

  private List<Candidate> candidates(List<MatchedEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>(events.size());
    events.forEach(event -> candidates.add(new Candidate(event, plan.marks(event))));
    if (candidates.size() > 1) {
      candidates.sort(order);
    }
    return candidates;
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
          firings.add(firing(time, ways.get(0)));
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
          firings.add(firing(elapsed.time(), elapsed.way()));
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

    private Firing firing(long time, Way way) {
      List<MatchedEvent> events = way.events();
      return Firing.of(time, BigDecimal.valueOf(events.size()), way.isTied(), events);
    }
  }
}
