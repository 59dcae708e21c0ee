package io.pixelated.streams.correlation;

import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A compiled Sigma correlation rule: a condition on the events of a sliding window.
 *
 * @param orderedRules keys of the rules it refers to, in its own order, each once
 * @param bounds what the number must satisfy, all of them
 */
public record WindowCorrelation(
    RuleRef ref,
    CorrelationType type,
    List<String> orderedRules,
    Grouping grouping,
    List<String> valueFields,
    long timespan,
    List<Bound> bounds,
    boolean standalone,
    String meaning)
    implements Correlation {
  public WindowCorrelation {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(meaning, "meaning");
    orderedRules = List.copyOf(new LinkedHashSet<>(orderedRules));
    valueFields = List.copyOf(valueFields);
    bounds = List.copyOf(bounds);
    if (timespan < 1) {
      throw new IllegalArgumentException("timespan of " + ref.id() + " is " + timespan + " ms");
    }
  }

  @Override
  public Set<String> rules() {
    return Set.copyOf(orderedRules);
  }

  /** Whether {@code number} satisfies every bound. */
  public boolean holds(long number) {
    BigDecimal value = BigDecimal.valueOf(number);
    return bounds.stream().allMatch(bound -> bound.holds(value));
  }

  /** The greatest number that a bound names, rounded up: what counting must be able to reach. */
  public long reach() {
    return bounds.stream()
        .mapToLong(bound -> bound.limit().max(BigDecimal.ZERO).longValue() + 1)
        .max()
        .orElse(1);
  }
}
