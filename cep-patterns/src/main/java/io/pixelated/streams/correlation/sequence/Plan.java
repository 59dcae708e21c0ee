package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What follows from the steps of a sequence alone: which of them may come next, and which choices
 * of events cannot matter. Sets of steps are bit sets by position; the position after the last step
 * stands for the end that time brings.
 */
final class Plan {
  private final List<SequenceStep> steps;
  private final Map<String, Integer> bits = new HashMap<>();
  private final long[] ruleBit;
  private final long[] untilBit;

  Plan(Sequence sequence) {
    steps = sequence.steps();
    for (String rule : new TreeSet<>(sequence.rules())) {
      bits.put(rule, bits.size());
    }
    ruleBit = steps.stream().mapToLong(step -> bit(step.rule())).toArray();
    untilBit =
        steps.stream().mapToLong(step -> step.until().map(u -> bit(u.rule())).orElse(0L)).toArray();
  }

  /** The position of the end that time brings. */
  int end() {
    return steps.size();
  }

  SequenceStep step(int position) {
    return steps.get(position);
  }

  /** The rules by bit. */
  List<String> rules() {
    return bits.keySet().stream().sorted().toList();
  }

  long marks(MatchedEvent event) {
    long marks = 0;
    for (String rule : event.rules()) {
      Integer bit = bits.get(rule);
      marks |= bit == null ? 0 : 1L << bit;
    }
    return marks;
  }

  long ruleBit(int position) {
    return ruleBit[position];
  }

  long untilBit(int position) {
    return untilBit[position];
  }

  /** The first step that looks at an event; orders events of one time. */
  int rank(long marks) {
    for (int i = 0; i < steps.size(); i++) {
      if ((marks & (ruleBit[i] | untilBit[i])) != 0) {
        return i;
      }
    }
    return steps.size();
  }

  /** The rules that can take a last event. */
  long completing() {
    long marks = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).negated() && isComplete(i, steps.get(i).times().min())) {
        marks |= ruleBit[i];
      }
    }
    return marks;
  }

  /** How many events of a step must be told apart: beyond, one more changes nothing. */
  int counted(int position, int taken) {
    SequenceStep.Times times = steps.get(position).times();
    return times.max() == SequenceStep.Times.UNBOUNDED ? Math.min(taken, times.min()) : taken;
  }

  /** What may come after {@code taken} events of the step at {@code position}, -1 for the start. */
  int next(int position, int taken) {
    int next = 0;
    if (position >= 0) {
      SequenceStep.Times times = steps.get(position).times();
      if (taken < times.min()) {
        return 1 << position;
      }
      next = taken < times.max() || times.max() == SequenceStep.Times.UNBOUNDED ? 1 << position : 0;
    }
    for (int i = position + 1; i < steps.size(); i++) {
      if (!steps.get(i).negated()) {
        next |= 1 << i;
        if (!steps.get(i).optional()) {
          return next;
        }
      }
    }
    return next | 1 << end();
  }

  /** Whether nothing more is needed after so many events of a step. */
  boolean isComplete(int position, int taken) {
    return !steps.get(end() - 1).negated() && (next(position, taken) & 1 << end()) != 0;
  }

  /** How long nothing may come after the last event, if the sequence ends with a step like that. */
  OptionalLong silence() {
    SequenceStep last = steps.get(end() - 1);
    return last.negated() ? last.within() : OptionalLong.empty();
  }

  /**
   * Whether, once an event has begun the step, waiting for another to begin it finds nothing that
   * would not be found anyway: in every choice with a later one, this one can take its place.
   */
  boolean firstWillDo(int position) {
    SequenceStep step = steps.get(position);
    boolean once =
        !step.loops()
            || (step.loop() != Contiguity.STRICT
                && step.until().isEmpty()
                && step.within().isEmpty());
    return once && !step.greedy() && isUnreferenced(position) && followersTakeAnything(position);
  }

  /** The same for one more event of a step that takes several, instead of what may follow. */
  boolean moreWillDo(int position) {
    boolean anyOfThem = steps.get(position).loop() == Contiguity.ANY;
    return isUnreferenced(position)
        && silence().isEmpty()
        && !isFollowedByPassingGreed(position)
        && (!anyOfThem || followersTakeAnything(position));
  }

  /** Whether no condition looks at the events of the step. */
  boolean isUnreferenced(int position) {
    String name = steps.get(position).name();
    return steps.stream()
        .flatMap(SequenceStep::conditions)
        .noneMatch(condition -> condition.step().filter(name::equals).isPresent());
  }

  /** Whether what may be left out must be taken only while it is near enough. */
  private boolean isFollowedByPassingGreed(int position) {
    for (int i = position + 1; i < steps.size(); i++) {
      SequenceStep step = steps.get(i);
      boolean near = step.contiguity() == Contiguity.STRICT || step.within().isPresent();
      if (step.optional() && step.greedy() && near) {
        return true;
      }
    }
    return false;
  }

  private boolean followersTakeAnything(int position) {
    for (int i = position + 1; i < steps.size(); i++) {
      SequenceStep step = steps.get(i);
      boolean picky =
          step.negated()
              || step.contiguity() != Contiguity.ANY
              || step.within().isPresent()
              || (step.optional() && step.greedy());
      if (picky) {
        return false;
      }
      if (!step.optional()) {
        return true;
      }
    }
    return true;
  }

  private long bit(String rule) {
    return 1L << bits.get(rule);
  }
}
