package io.pixelated.streams.sigma.rule;

import java.util.Locale;

/** What a correlation counts or orders. */
public enum CorrelationType {
  EVENT_COUNT,
  VALUE_COUNT,
  TEMPORAL,
  TEMPORAL_ORDERED,
  VALUE_SUM,
  VALUE_AVG,
  VALUE_PERCENTILE,
  VALUE_MEDIAN;

  /** How rules write it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the type is about which rules occur, not about a number. */
  public boolean isTemporal() {
    return this == TEMPORAL || this == TEMPORAL_ORDERED;
  }

  /** Whether the condition must name a field. */
  public boolean needsField() {
    return !isTemporal() && this != EVENT_COUNT;
  }

  /** Whether that field must hold a number. */
  public boolean takesNumbers() {
    return needsField() && this != VALUE_COUNT;
  }
}
