package io.pixelated.streams.correlation;

import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** When what a window holds amounts to an alert. */
public sealed interface WindowCondition {
  /**
   * A number that satisfies all bounds.
   *
   * @param bounds never empty
   * @param percentile which percentile the number is, 0 to 100; 50 unless the type says otherwise
   */
  record Bounds(List<Bound> bounds, BigDecimal percentile) implements WindowCondition {
    /** The percentile that a median is. */
    public static final BigDecimal MEDIAN = BigDecimal.valueOf(50);

    public Bounds {
      bounds = List.copyOf(bounds);
      Objects.requireNonNull(percentile, "percentile");
      if (bounds.isEmpty()) {
        throw new IllegalArgumentException("a condition needs bounds");
      }
    }

    /** Bounds of a number that is no percentile. */
    public Bounds(List<Bound> bounds) {
      this(bounds, MEDIAN);
    }

    /** Whether {@code number} satisfies every bound. */
    public boolean holds(BigDecimal number) {
      for (Bound bound : bounds) {
        if (!bound.holds(number)) {
          return false;
        }
      }
      return true;
    }

    /** Whether what satisfies them still does when it grows. */
    public boolean isRising() {
      return bounds.stream()
          .allMatch(
              bound -> bound.comparison() == Comparison.GT || bound.comparison() == Comparison.GTE);
    }

    /** The greatest number that a bound names, rounded up: what counting must be able to reach. */
    public long reach() {
      return bounds.stream()
          .mapToLong(bound -> bound.limit().max(BigDecimal.ZERO).longValue() + 1)
          .max()
          .orElse(1);
    }
  }

  /**
   * A boolean condition over rules, as alternatives of which one must hold.
   *
   * @param terms never empty
   */
  record Formula(List<Term> terms) implements WindowCondition {
    public Formula {
      terms = List.copyOf(terms);
      if (terms.isEmpty()) {
        throw new IllegalArgumentException("a condition needs terms");
      }
    }

    /** Whether rules that must not occur play no part in it. */
    public boolean isPositive() {
      return terms.stream().allMatch(term -> term.absent().isEmpty());
    }
  }

  /**
   * Rules that must occur and rules that must not.
   *
   * @param present keys of rules; never empty
   * @param absent keys of rules
   */
  record Term(Set<String> present, Set<String> absent) {
    public Term {
      present = Set.copyOf(present);
      absent = Set.copyOf(absent);
      if (present.isEmpty()) {
        throw new IllegalArgumentException("a term needs a rule that must occur");
      }
    }
  }
}
