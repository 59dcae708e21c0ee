package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What follows from the steps of a sequence alone: which of them may come next, and which choices
 * of events cannot matter. Sets of steps are bit sets by position; the position after the last step
 * stands for the end that time brings.
 */
final class Plan {
  /** Of a step that takes many events, so many are looked for before the automaton is. */
  private static final int MOST_NEEDS = 10;

  private final List<SequenceStep> steps;
  private final Map<String, Integer> bits = new HashMap<>();
  private final long[] ruleBit;
  private final long[] untilBit;
  private final int[] needs;
  private final String lastRule;
  private final List<List<WithConstant>> constants;
  private final Comparator<Candidate> order;

  Plan(Sequence sequence) {
    steps = sequence.steps();
    for (String rule : new TreeSet<>(sequence.rules())) {
      bits.put(rule, bits.size());
    }
    ruleBit = steps.stream().mapToLong(step -> bit(step.rule())).toArray();
    untilBit =
        steps.stream().mapToLong(step -> step.until().map(u -> bit(u.rule())).orElse(0L)).toArray();
    needs =
        IntStream.range(0, steps.size())
            .filter(at -> !steps.get(at).negated() && !steps.get(at).optional())
            .flatMap(at -> IntStream.generate(() -> 1 << at).limit(needed(steps.get(at))))
            .toArray();
    lastRule = steps.get(Integer.numberOfTrailingZeros(needs[needs.length - 1])).rule();
    constants = steps.stream().map(Plan::constants).toList();
    order =
        Comparator.<Candidate>comparingLong(candidate -> candidate.event().time())
            .thenComparingInt(candidate -> rank(candidate.marks()))
            .thenComparing(candidate -> candidate.event().id());
  }

  private static int needed(SequenceStep step) {
    return Math.min(step.times().min(), MOST_NEEDS);
  }

  private static List<WithConstant> constants(SequenceStep step) {
    return step.where().stream()
        .filter(WithConstant.class::isInstance)
        .map(WithConstant.class::cast)
        .toList();
  }

  /**
   * Whether nothing matters but that an event for each step comes in order and in time: then the
   * events say at once what the automaton would.
   */
  boolean isPlain() {
    for (int i = 0; i < steps.size(); i++) {
      SequenceStep step = steps.get(i);
      boolean plain =
          !step.negated()
              && !step.loops()
              && !step.optional()
              && step.contiguity() == Contiguity.ANY
              && step.within().isEmpty()
              && step.where().size() == constants.get(i).size();
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** How many events at least, or some fewer, every choice has. */
  int needs() {
    return needs.length;
  }

  /** The step, as a set of positions, of the event of that number of those that are needed. */
  int need(int number) {
    return needs[number];
  }

  /** Positions of the steps that an event can take, as far as it decides that by itself. */
  int takers(Candidate candidate) {
    int takers = 0;
    for (int at = 0; at < ruleBit.length; at++) {
      if ((candidate.marks() & ruleBit[at]) != 0
          && Conditions.hold(constants.get(at), candidate.event())) {
        takers |= 1 << at;
      }
    }
    return takers;
  }

  /** Whether {@code event} can be the last of those that are needed. */
  boolean mayBeLast(MatchedEvent event) {
    return event.rules().contains(lastRule);
  }

  /** Events as they take steps one after another. */
  List<Candidate> candidates(List<MatchedEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>(events.size());
    for (MatchedEvent event : events) {
      candidates.add(new Candidate(event, marks(event)));
    }
    if (candidates.size() > 1) {
      candidates.sort(order);
    }
    return candidates;
  }

  /** How events are ordered: by time, at one time by what they can do, then by id. */
  Comparator<Candidate> order() {
    return order;
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
      marks |= mark(rule);
    }
    return marks;
  }

  long mark(String rule) {
    Integer bit = bits.get(rule);
    return bit == null ? 0 : 1L << bit;
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
