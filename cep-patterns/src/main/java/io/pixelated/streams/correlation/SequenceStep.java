package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One step of a sequence; {@code docs/sequences.md} defines what takes it.
 *
 * @param name the step's name, unique in its sequence
 * @param rule key of the rule whose matches take it
 * @param negated whether such an event must not occur instead
 * @param times how many such events it takes
 * @param optional whether it may also take none
 * @param greedy whether it takes as many as it can before the next step takes one
 * @param contiguity what may lie before its first event
 * @param loop what may lie between its events
 * @param until after which event it takes no further one
 * @param within how long after the event before it each of its events must come, in milliseconds,
 *     exclusive; of a negated last step, how long nothing may come
 * @param where what its events must also satisfy
 */
public record SequenceStep(
    String name,
    String rule,
    boolean negated,
    Times times,
    boolean optional,
    boolean greedy,
    Contiguity contiguity,
    Contiguity loop,
    Optional<Until> until,
    OptionalLong within,
    List<StepCondition> where) {
  /**
   * A number of events.
   *
   * @param min at least 1
   * @param max {@link #UNBOUNDED} for as many as there are
   */
  public record Times(int min, int max) {
    public static final int UNBOUNDED = Integer.MAX_VALUE;
    public static final Times ONCE = new Times(1, 1);

    public Times {
      if (min < 1 || max < min) {
        throw new IllegalArgumentException("a step takes " + min + " to " + max + " events");
      }
    }
  }

  /**
   * What ends a step that takes several events.
   *
   * @param rule key of the rule whose matches end it
   * @param where what they must also satisfy
   */
  public record Until(String rule, List<StepCondition> where) {
    public Until {
      Objects.requireNonNull(rule, "rule");
      where = List.copyOf(where);
    }

    private Until with(UnaryOperator<String> rules, UnaryOperator<String> names) {
      return new Until(rules.apply(rule), renamed(where, names));
    }
  }

  public SequenceStep {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(contiguity, "contiguity");
    Objects.requireNonNull(loop, "loop");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(within, "within");
    where = List.copyOf(where);
    if (negated && (times.max() > 1 || optional || greedy || until.isPresent())) {
      throw new IllegalArgumentException("step " + name + " is negated and takes no events");
    }
  }

  /** A step that takes {@code times} events, whatever lies before and the first between them. */
  public static SequenceStep of(String name, String rule, int times) {
    return of(name, rule, false, new Times(times, times));
  }

  /** A step that must not occur. */
  public static SequenceStep not(String name, String rule) {
    return of(name, rule, true, Times.ONCE);
  }

  private static SequenceStep of(String name, String rule, boolean negated, Times times) {
    return new SequenceStep(
        name,
        rule,
        negated,
        times,
        false,
        false,
        Contiguity.ANY,
        Contiguity.RELAXED,
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }

  /**
   * The same with other names.
   *
   * @param rules how rules are called instead
   * @param names how steps are called instead
   */
  public SequenceStep with(UnaryOperator<String> rules, UnaryOperator<String> names) {
    return new SequenceStep(
        names.apply(name),
        rules.apply(rule),
        negated,
        times,
        optional,
        greedy,
        contiguity,
        loop,
        until.map(end -> end.with(rules, names)),
        within,
        renamed(where, names));
  }

  /** Whether it may take more than one event. */
  public boolean loops() {
    return times.max() > 1;
  }

  /** Keys of the rules that it looks at. */
  public Stream<String> rules() {
    return Stream.concat(Stream.of(rule), until.stream().map(Until::rule));
  }

  /** Every condition in it. */
  public Stream<StepCondition> conditions() {
    return Stream.concat(where.stream(), until.stream().flatMap(end -> end.where().stream()));
  }

  private static List<StepCondition> renamed(
      List<StepCondition> conditions, UnaryOperator<String> names) {
    return conditions.stream().map(condition -> condition.renamed(names)).toList();
  }
}
