package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A compiled sequence: steps that events of one group must take in event-time order.
 *
 * <p>Its timespan is how far apart first and last event may be, exclusive.
 *
 * @param steps in order; the first is not negated
 */
public record Sequence(Frame frame, List<Step> steps) implements Correlation {
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
    Objects.requireNonNull(frame, "frame");
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.get(0).negated()) {
      throw new IllegalArgumentException(frame.ref().id() + " does not begin with an event");
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
