package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;

/**
 * One sequence on Flink CEP's automaton, for any number of groups one after another: each group's
 * partial matches are one value, which is read before and written after.
 *
 * <p>Flink's own operator spreads them over several map states, each access to which is a database
 * access, and runs one pattern only. Not safe for use by several threads.
 */
public final class SequenceMatcher {
  private static final TimerService NO_CLOCK = () -> 0;
  private static final Comparator<List<MatchedEvent>> EARLIEST_FIRST = SequenceMatcher::compare;

  private final Sequence sequence;
  private final NFA<MatchedEvent> automaton;
  private final PartialMatches partialMatches;

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
    this.automaton = PatternCompiler.compile(sequence);
    this.partialMatches =
        new PartialMatches(limits.partialMatches(), !sequence.endsNegated(), sequence.timespan());
  }

  /**
   * Takes in events that are final, and then lets time pass.
   *
   * @param memory what the last run of this group left
   * @param events by time, all later than those of the runs before
   * @param until time passes to here, exclusive of events that come at this very time
   */
  public Run run(byte[] memory, List<MatchedEvent> events, long until) {
    try {
      return tryRun(memory, events, until);
    } catch (Exception e) {
      throw new IllegalStateException("sequence " + sequence.key() + " failed in Flink CEP", e);
    }
  }

  private Run tryRun(byte[] memory, List<MatchedEvent> events, long until) throws Exception {
    NFAState state = partialMatches.load(memory, automaton);
    List<Firing> firings = new ArrayList<>();
    long givenUp = 0;
    int next = 0;
    while (next < events.size()) {
      long time = events.get(next).time();
      pass(state, time, firings);
      int end = next;
      while (end < events.size() && events.get(end).time() == time) {
        end++;
      }
      List<MatchedEvent> batch = new ArrayList<>(events.subList(next, end));
      batch.sort(Comparator.comparingInt(this::firstStep).thenComparing(MatchedEvent.ORDER));
      for (MatchedEvent event : batch) {
        List<List<MatchedEvent>> matches = take(state, event);
        if (!matches.isEmpty()) {
          List<MatchedEvent> match = matches.stream().min(EARLIEST_FIRST).orElseThrow();
          firings.add(Firing.of(time, BigDecimal.valueOf(match.size()), false, match));
          // Every partial match has begun by now: the next one begins with later events.
          state = partialMatches.reset(automaton);
          break;
        }
        givenUp += partialMatches.limit(state);
      }
      next = end;
    }
    pass(state, until, firings);
    byte[] after = partialMatches.save(state);
    return new Run(after, firings, partialMatches.timeout(state), givenUp);
  }

  /** Lets time pass: partial matches end, and what did not occur until now has not occurred. */
  private void pass(NFAState state, long time, List<Firing> firings) throws Exception {
    if (time == Long.MIN_VALUE) {
      return;
    }
    List<List<MatchedEvent>> matches = new ArrayList<>();
    try (SharedBufferAccessor<MatchedEvent> accessor = partialMatches.accessor()) {
      automaton
          .advanceTime(accessor, state, time, AfterMatchSkipStrategy.noSkip())
          .f0
          .forEach(match -> matches.add(flat(match)));
    }
    matches.sort(EARLIEST_FIRST);
    long skip = Long.MIN_VALUE;
    for (List<MatchedEvent> match : matches) {
      if (match.get(0).time() <= skip) {
        continue;
      }
      skip = match.get(match.size() - 1).time();
      firings.add(
          Firing.of(
              match.get(0).time() + sequence.timespan(),
              BigDecimal.valueOf(match.size()),
              false,
              match));
    }
    if (!matches.isEmpty()) {
      partialMatches.dropBegunBy(state, skip);
    }
  }

  private List<List<MatchedEvent>> take(NFAState state, MatchedEvent event) throws Exception {
    List<List<MatchedEvent>> matches = new ArrayList<>();
    try (SharedBufferAccessor<MatchedEvent> accessor = partialMatches.accessor()) {
      automaton
          .process(accessor, state, event, event.time(), AfterMatchSkipStrategy.noSkip(), NO_CLOCK)
          .forEach(match -> matches.add(flat(match)));
    }
    return matches;
  }

  /** What orders events of one time: the first step that they can take. */
  private int firstStep(MatchedEvent event) {
    List<Sequence.Step> steps = sequence.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (event.rules().contains(steps.get(i).rule())) {
        return i;
      }
    }
    return steps.size();
  }

  private static List<MatchedEvent> flat(Map<String, List<MatchedEvent>> match) {
    return match.values().stream().flatMap(List::stream).toList();
  }

  private static int compare(List<MatchedEvent> left, List<MatchedEvent> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = MatchedEvent.ORDER.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
