package io.pixelated.streams.events;

import java.util.Locale;

/** Sigma's rule level, in rising order, with its OCSF severity. */
public enum Level {
  INFORMATIONAL(1),
  LOW(2),
  MEDIUM(3),
  HIGH(4),
  CRITICAL(5);

  private final int severityId;

  Level(int severityId) {
    this.severityId = severityId;
  }

  /** OCSF {@code severity_id}. */
  public int severityId() {
    return severityId;
  }

  /** The word as Sigma writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level that Sigma writes as {@code word}; a rule without a level counts as medium. */
  public static Level ofWord(String word) {
    if (word == null || word.isBlank()) {
      return MEDIUM;
    }
    return valueOf(word.strip().toUpperCase(Locale.ROOT));
  }
}
