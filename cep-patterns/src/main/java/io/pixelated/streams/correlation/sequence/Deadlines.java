package io.pixelated.streams.correlation.sequence;

import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.cep.nfa.ComputationState;

/**
 * When partial matches end, and when time alone completes them.
 *
 * @param automaton what they are matches of
 * @param timespan how long they may last, in milliseconds
 */
record Deadlines(Automaton automaton, long timespan) {

  /** From when on {@code match} can take nothing more. */
  long end(ComputationState match) {
    return match.getStartTimestamp() + timespan;
  }

  /** When {@code match} completes if nothing comes. */
  OptionalLong completion(ComputationState match) {
    if (!place(match).isOpen(automaton.plan().end())) {
      return OptionalLong.empty();
    }
    OptionalLong silence = automaton.plan().silence();
    return OptionalLong.of(
        silence.isPresent() ? match.getPreviousTimestamp() + silence.getAsLong() : end(match));
  }

  /** When the first of {@code matches} ends. */
  long first(List<ComputationState> matches) {
    long deadline = Long.MAX_VALUE;
    for (ComputationState match : matches) {
      long completion = completion(match).orElse(Long.MAX_VALUE);
      // What only waits for time has no other end.
      long end = place(match).equals(onlyTime(match)) ? completion : end(match);
      deadline = Math.min(deadline, Math.min(end, completion));
    }
    return deadline;
  }

  /**
   * What is known of {@code matches} without reading them.
   *
   * @param interest marks of the events that matter to any of them
   */
  MemoryFormat.Header header(List<ComputationState> matches, long interest) {
    long due = Long.MAX_VALUE;
    long over = Long.MIN_VALUE;
    for (ComputationState match : matches) {
      OptionalLong completion = completion(match);
      due = Math.min(due, completion.orElse(Long.MAX_VALUE));
      over = Math.max(over, Math.max(end(match), completion.orElse(over)));
    }
    return new MemoryFormat.Header(interest, first(matches), due, over);
  }

  /** Where {@code match} is once nothing can be taken any more and only time completes it. */
  Place onlyTime(ComputationState match) {
    Place place = place(match);
    return new Place(place.position(), place.taken(), 1 << automaton.plan().end());
  }

  private Place place(ComputationState match) {
    return automaton.place(match.getCurrentStateName());
  }
}
