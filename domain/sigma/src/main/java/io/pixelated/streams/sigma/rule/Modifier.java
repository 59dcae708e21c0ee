package io.pixelated.streams.sigma.rule;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A value modifier of Sigma v2.1.0 (appendix "Modifiers"). */
public enum Modifier {
  ALL,
  NEQ,
  CONTAINS,
  STARTSWITH,
  ENDSWITH,
  CASED,
  WINDASH,
  BASE64,
  BASE64OFFSET,
  UTF8,
  UTF16LE,
  UTF16BE,
  UTF16,
  EXPAND,
  RE,
  /** {@code re|i}. */
  IGNORECASE,
  /** {@code re|m}. */
  MULTILINE,
  /** {@code re|s}. */
  DOTALL,
  CIDR,
  EXISTS,
  FIELDREF,
  GT,
  GTE,
  LT,
  LTE,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  YEAR;

  private static final Map<String, Modifier> SHORT_NAMES =
      Map.of("i", IGNORECASE, "m", MULTILINE, "s", DOTALL, "wide", UTF16LE);

  /** The modifier that rules write as {@code name}. */
  public static Optional<Modifier> named(String name) {
    Modifier shortName = SHORT_NAMES.get(name);
    if (shortName != null) {
      return Optional.of(shortName);
    }
    for (Modifier modifier : values()) {
      if (modifier.spelling().equals(name)) {
        return Optional.of(modifier);
      }
    }
    return Optional.empty();
  }

  /** How rules write it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
