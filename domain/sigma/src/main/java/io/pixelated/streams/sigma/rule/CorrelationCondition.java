package io.pixelated.streams.sigma.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** When the matches that a correlation gathered amount to an alert. */
public sealed interface CorrelationCondition
    permits CorrelationCondition.Threshold, CorrelationCondition.Expression {

  /**
   * A number compared with bounds, all of which must hold.
   *
   * @param fields what is counted or aggregated; several for distinct combinations
   * @param percentile for {@link CorrelationType#VALUE_PERCENTILE}, 0 to 100
   */
  record Threshold(List<Bound> bounds, List<String> fields, Optional<BigDecimal> percentile)
      implements CorrelationCondition {
    public Threshold {
      bounds = List.copyOf(bounds);
      fields = List.copyOf(fields);
      Objects.requireNonNull(percentile);
      if (bounds.isEmpty()) {
        throw new IllegalArgumentException("a threshold needs bounds");
      }
    }

    public boolean holds(BigDecimal number) {
      return bounds.stream().allMatch(bound -> bound.holds(number));
    }
  }

  /** A boolean expression over rule references, for temporal types. */
  record Expression(Condition condition) implements CorrelationCondition {
    public Expression {
      Objects.requireNonNull(condition);
    }
  }

  /** One comparison with a number. */
  record Bound(Comparison comparison, BigDecimal limit) {
    public Bound {
      Objects.requireNonNull(comparison);
      Objects.requireNonNull(limit);
    }

    public boolean holds(BigDecimal number) {
      return comparison.holds(number, limit);
    }
  }
}
