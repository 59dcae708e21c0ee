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
 * @param steps in order; the first is not negated, and not all are optional
 */
public record Sequence(Frame frame, List<SequenceStep> steps) implements Correlation {
  public Sequence {
    Objects.requireNonNull(frame, "frame");
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.get(0).negated()) {
      throw new IllegalArgumentException(frame.ref().id() + " does not begin with an event");
    }
    if (steps.stream().allMatch(step -> step.negated() || step.optional())) {
      throw new IllegalArgumentException(frame.ref().id() + " needs no event");
    }
  }

  /** The same with another timespan. */
  public Sequence within(long timespan) {
    return new Sequence(frame.within(timespan), steps);
  }

  @Override
  public Set<String> rules() {
    return steps.stream().flatMap(SequenceStep::rules).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> valueFields() {
    return List.of();
  }

  /** Whether it ends with something that must not occur, so that it completes by time alone. */
  public boolean endsNegated() {
    return steps.get(steps.size() - 1).negated();
  }

  /** Whether something must not occur, so that nothing is known before time has passed. */
  public boolean hasNegation() {
    return steps.stream().anyMatch(SequenceStep::negated);
  }
}
