package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.StepCondition;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Elapsed;
import io.pixelated.streams.correlation.StepCondition.Total;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import io.pixelated.streams.correlation.StepCondition.WithEarlier;
import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sequences as {@code docs/sequences.md} defines them: every choice of events is made and then held
 * against each sentence of the definition. Knows nothing of automata.
 */
public final class SequenceReference {
  private final Sequence sequence;
  private final List<SequenceStep> steps;
  private final List<MatchedEvent> events;
  private final List<Choice> choices = new ArrayList<>();

  /** What fires. */
  public record Expected(long time, List<String> events) {}

  /** An event, by its place in the order of all, and the step that it is chosen for. */
  private record Chosen(int event, int step) {}

  private record Choice(long completion, List<Chosen> chosen) {}

  private SequenceReference(Sequence sequence, Collection<MatchedEvent> events) {
    this.sequence = sequence;
    this.steps = sequence.steps();
    this.events =
        events.stream()
            .sorted(
                Comparator.comparingLong(MatchedEvent::time)
                    .thenComparingInt(this::firstStep)
                    .thenComparing(MatchedEvent::id))
            .toList();
  }

  /** What fires until {@code now}. */
  public static List<Expected> firings(
      Sequence sequence, Collection<MatchedEvent> events, long now) {
    SequenceReference reference = new SequenceReference(sequence, events);
    reference.choose(0, 0, new ArrayList<>());
    List<Expected> expected = new ArrayList<>();
    long consumed = Long.MIN_VALUE;
    while (true) {
      long after = consumed;
      Choice first =
          reference.choices.stream()
              .filter(c -> c.completion() <= now && reference.time(c.chosen().get(0)) > after)
              .min(reference::compare)
              .orElse(null);
      if (first == null) {
        return expected;
      }
      expected.add(
          new Expected(
              first.completion(),
              first.chosen().stream().map(c -> reference.event(c).id()).toList()));
      consumed = reference.time(first.chosen().get(first.chosen().size() - 1));
    }
  }

  private int compare(Choice left, Choice right) {
    int order = Long.compare(left.completion(), right.completion());
    if (order == 0 && !sequence.endsNegated()) {
      order = Integer.compare(lastOf(left.chosen()).event(), lastOf(right.chosen()).event());
    }
    int shared = Math.min(left.chosen().size(), right.chosen().size());
    for (int i = 0; order == 0 && i < shared; i++) {
      order = Integer.compare(left.chosen().get(i).event(), right.chosen().get(i).event());
      if (order == 0) {
        order = Integer.compare(left.chosen().get(i).step(), right.chosen().get(i).step());
      }
    }
    return order != 0 ? order : right.chosen().size() - left.chosen().size();
  }

  /** Makes every choice of events for the steps from {@code step} on. */
  private void choose(int step, int from, List<Chosen> chosen) {
    if (step == steps.size()) {
      if (!chosen.isEmpty() && isValid(chosen)) {
        choices.add(new Choice(completion(chosen), List.copyOf(chosen)));
      }
      return;
    }
    choose(step + 1, from, chosen);
    if (steps.get(step).negated()) {
      return;
    }
    for (int at = from; at < events.size(); at++) {
      if (matches(at, steps.get(step).rule())) {
        chosen.add(new Chosen(at, step));
        choose(step, at + 1, chosen);
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  private boolean isValid(List<Chosen> chosen) {
    if (time(lastOf(chosen)) - time(chosen.get(0)) >= sequence.timespan()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      int count = (int) chosen.stream().filter(c -> c.step() == step).count();
      SequenceStep s = steps.get(i);
      boolean enough = count >= s.times().min() && count <= s.times().max();
      if (!s.negated() && !enough && !(s.optional() && count == 0)) {
        return false;
      }
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (!isTaken(chosen, i) || !isFree(chosen, i) || !isGreedyEnough(chosen, i)) {
        return false;
      }
    }
    return isFree(chosen, chosen.size()) && isGreedyEnough(chosen, chosen.size());
  }

  /** Whether the chosen event satisfies its step and lies where it may. */
  private boolean isTaken(List<Chosen> chosen, int i) {
    Chosen taken = chosen.get(i);
    List<Chosen> before = chosen.subList(0, i);
    if (!fits(taken.event(), taken.step(), before)) {
      return false;
    }
    if (i == 0) {
      return true;
    }
    SequenceStep step = steps.get(taken.step());
    int previous = chosen.get(i - 1).event();
    boolean again = chosen.get(i - 1).step() == taken.step();
    Contiguity contiguity = again ? step.loop() : step.contiguity();
    for (int between = previous + 1; between < taken.event(); between++) {
      if (contiguity == Contiguity.STRICT
          || (contiguity == Contiguity.RELAXED && fits(between, taken.step(), before))) {
        return false;
      }
    }
    return !again || !isEnded(previous + 1, taken.event(), taken.step(), before);
  }

  /** Whether an event in the range, both ends included, ends the step. */
  private boolean isEnded(int from, int to, int step, List<Chosen> before) {
    SequenceStep.Until until = steps.get(step).until().orElse(null);
    for (int at = from; until != null && at <= to; at++) {
      if (matches(at, until.rule()) && hold(until.where(), "", at, before)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing negated lies before the i-th chosen event, or before the end. */
  private boolean isFree(List<Chosen> chosen, int i) {
    if (i == 0) {
      return true;
    }
    List<Chosen> before = chosen.subList(0, i);
    int previous = chosen.get(i - 1).event();
    int to = i < chosen.size() ? chosen.get(i).event() : lastBeforeEnd(chosen);
    int next = i < chosen.size() ? chosen.get(i).step() : steps.size();
    for (int step = chosen.get(i - 1).step() + 1; step < next; step++) {
      SequenceStep negated = steps.get(step);
      for (int at = previous + 1; negated.negated() && at <= to; at++) {
        if (matches(at, negated.rule()) && hold(negated.where(), "", at, before)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether no greedy step could have taken an event before or instead of the i-th chosen one. */
  private boolean isGreedyEnough(List<Chosen> chosen, int i) {
    if (i == 0) {
      return true;
    }
    List<Chosen> before = chosen.subList(0, i);
    Chosen previous = chosen.get(i - 1);
    int to = i < chosen.size() ? chosen.get(i).event() : lastBeforeEnd(chosen);
    int next = i < chosen.size() ? chosen.get(i).step() : steps.size();
    for (int step = previous.step(); step < next; step++) {
      SequenceStep greedy = steps.get(step);
      int open = step;
      long count = before.stream().filter(c -> c.step() == open).count();
      boolean full = count >= greedy.times().max();
      for (int at = previous.event() + 1; greedy.greedy() && !full && at <= to; at++) {
        List<Chosen> more = new ArrayList<>(before);
        more.add(new Chosen(at, step));
        boolean inTime = events.get(at).time() - time(chosen.get(0)) < sequence.timespan();
        if (inTime && isTaken(more, i) && isFree(more, i)) {
          return false;
        }
      }
    }
    return true;
  }

  private int lastBeforeEnd(List<Chosen> chosen) {
    if (!sequence.endsNegated()) {
      return lastOf(chosen).event();
    }
    int last = lastOf(chosen).event();
    while (last + 1 < events.size() && events.get(last + 1).time() < completion(chosen)) {
      last++;
    }
    return last;
  }

  private long completion(List<Chosen> chosen) {
    SequenceStep last = steps.get(steps.size() - 1);
    if (!last.negated()) {
      return time(lastOf(chosen));
    }
    return last.within().isPresent()
        ? time(lastOf(chosen)) + last.within().getAsLong()
        : time(chosen.get(0)) + sequence.timespan();
  }

  private boolean fits(int at, int step, List<Chosen> before) {
    SequenceStep s = steps.get(step);
    boolean soon =
        s.within().isEmpty()
            || before.isEmpty()
            || events.get(at).time() - time(lastOf(before)) < s.within().getAsLong();
    return soon && matches(at, s.rule()) && hold(s.where(), s.name(), at, before);
  }

  private boolean hold(List<StepCondition> conditions, String own, int at, List<Chosen> before) {
    return conditions.stream().allMatch(condition -> holds(condition, own, at, before));
  }

  private boolean holds(StepCondition condition, String own, int at, List<Chosen> before) {
    MatchedEvent event = events.get(at);
    if (condition instanceof WithConstant c) {
      String value = event.fields().get(c.field());
      return value != null && c.values().stream().anyMatch(v -> holds(value, c.comparison(), v));
    }
    if (condition instanceof WithEarlier c) {
      return holds(
          c.earlier(),
          own,
          before,
          other ->
              holds(event.fields().get(c.field()), c.comparison(), other.fields().get(c.other())));
    }
    if (condition instanceof Elapsed c) {
      return holds(
          c.earlier(),
          own,
          before,
          other -> holds("" + (event.time() - other.time()), c.comparison(), "" + c.millis()));
    }
    Total c = (Total) condition;
    List<MatchedEvent> counted = new ArrayList<>(eventsOf(c.of(), before));
    if (c.of().equals(own)) {
      counted.add(event);
    }
    List<String> values =
        counted.stream().map(e -> e.fields().get(c.field())).filter(v -> v != null).toList();
    long number =
        switch (c.kind()) {
          case COUNT -> counted.size();
          case DISTINCT -> values.stream().distinct().count();
          case SUM -> values.stream().mapToLong(Long::parseLong).sum();
        };
    return c.comparison().holds(BigDecimal.valueOf(number), c.limit());
  }

  private boolean holds(
      Earlier earlier, String own, List<Chosen> before, Predicate<MatchedEvent> condition) {
    List<MatchedEvent> others = eventsOf(earlier.step(), before);
    if (others.isEmpty()) {
      return earlier.step().equals(own);
    }
    return switch (earlier.pick()) {
      case FIRST -> condition.test(others.get(0));
      case LAST -> condition.test(others.get(others.size() - 1));
      case ANY -> others.stream().anyMatch(condition);
      case ALL -> others.stream().allMatch(condition);
    };
  }

  private List<MatchedEvent> eventsOf(String step, List<Chosen> before) {
    return before.stream()
        .filter(chosen -> steps.get(chosen.step()).name().equals(step))
        .map(this::event)
        .toList();
  }

  private static boolean holds(String left, Comparison comparison, String right) {
    return left != null
        && right != null
        && comparison.holds(new BigDecimal(left), new BigDecimal(right));
  }

  private int firstStep(MatchedEvent event) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).rules().anyMatch(event.rules()::contains)) {
        return i;
      }
    }
    return steps.size();
  }

  private boolean matches(int at, String rule) {
    return events.get(at).rules().contains(rule);
  }

  private MatchedEvent event(Chosen chosen) {
    return events.get(chosen.event());
  }

  private long time(Chosen chosen) {
    return event(chosen).time();
  }

  private static Chosen lastOf(List<Chosen> chosen) {
    return chosen.get(chosen.size() - 1);
  }
}
