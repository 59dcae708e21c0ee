package io.pixelated.streams.correlation;

import io.pixelated.streams.events.RuleRef;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A compiled sequence: steps that events of one group must take in event-time order.
 *
 * @param steps in order; the first is not negated
 * @param timespan how far apart first and last event may be, exclusive, in milliseconds
 */
public record Sequence(
    RuleRef ref,
    List<Step> steps,
    Grouping grouping,
    long timespan,
    boolean standalone,
    String meaning)
    implements Correlation {
  /**
   * One step of a sequence.
   *
   * @param name the step's name, unique in its sequence
   * @param rule key of the rule whose matches take it
   * @param negated whether such an event must not occur instead
   * @param times how many such events in a row it takes
   */
  public record Step(String name, String rule, boolean negated, int times) {
    public Step {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(rule, "rule");
      if (times < 1) {
        throw new IllegalArgumentException("step " + name + " takes " + times + " events");
      }
    }
  }

  public Sequence {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(meaning, "meaning");
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.get(0).negated()) {
      throw new IllegalArgumentException(ref.id() + " does not begin with an event");
    }
    if (timespan < 1) {
      throw new IllegalArgumentException("within of " + ref.id() + " is " + timespan + " ms");
    }
  }

  @Override
  public Set<String> rules() {
    return steps.stream().map(Step::rule).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> valueFields() {
    return List.of();
  }

  /** Whether it ends with something that must not occur, so that it completes by time alone. */
  public boolean endsNegated() {
    return steps.get(steps.size() - 1).negated();
  }
}
