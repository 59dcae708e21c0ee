package io.pixelated.streams.correlation;

import io.pixelated.streams.sigma.rule.CorrelationType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A compiled Sigma correlation rule: a condition on the events of a sliding window.
 *
 * @param orderedRules keys of the rules it refers to, in its own order, each once
 * @param valueFields the fields whose combined value is counted, or whose number is taken
 */
public record WindowCorrelation(
    Frame frame,
    CorrelationType type,
    List<String> orderedRules,
    List<String> valueFields,
    WindowCondition condition)
    implements Correlation {
  public WindowCorrelation {
    Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(condition, "condition");
    orderedRules = List.copyOf(new LinkedHashSet<>(orderedRules));
    valueFields = List.copyOf(valueFields);
    if (condition instanceof WindowCondition.Formula && !type.isTemporal()) {
      throw new IllegalArgumentException(
          frame.ref().id() + " is " + type.spelling() + ": only temporal types take rule names");
    }
  }

  @Override
  public Set<String> rules() {
    return Set.copyOf(orderedRules);
  }
}
