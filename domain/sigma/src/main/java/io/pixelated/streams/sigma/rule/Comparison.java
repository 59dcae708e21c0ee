package io.pixelated.streams.sigma.rule;

import java.math.BigDecimal;
import java.util.Locale;

/** An order relation between numbers. */
public enum Comparison {
  GT,
  GTE,
  LT,
  LTE,
  EQ,
  NEQ;

  /** How rules write it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean holds(BigDecimal left, BigDecimal right) {
    int order = left.compareTo(right);
    return switch (this) {
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ -> order == 0;
      case NEQ -> order != 0;
    };
  }
}
