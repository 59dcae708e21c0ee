package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.Objects;

/** Holds for numbers, also in text, on one side of a limit. */
public record NumberCompare(Comparison comparison, BigDecimal limit) implements ValuePredicate {

  public NumberCompare {
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(limit);
  }

  @Override
  public boolean test(EventValue value) {
    BigDecimal number = value.number();
    return number != null && comparison.holds(number, limit);
  }

  @Override
  public int cost() {
    return 10;
  }
}
