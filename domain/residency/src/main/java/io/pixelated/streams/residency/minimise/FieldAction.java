package io.pixelated.streams.residency.minimise;

/** What becomes of a field of a minimised record; the strictest first. */
public enum FieldAction {
  /** Gone, and what it held may be nowhere else. */
  ERASE,
  /** Gone. */
  DROP,
  /** Replaced by a keyed hash. */
  HASH,
  /** Replaced by a token, from which the region's key brings the value back. */
  TOKEN,
  /** An address is replaced by its network, anything else hashed. */
  TRUNCATE,
  /** A coordinate is cut to whole degrees, a code of a subdivision (ISO 3166-2) to its country. */
  AREA,
  /** A time is cut to the day. */
  DAY,
  /** A time is cut to the hour. */
  HOUR,
  /** A text in which personal values of other fields are replaced. */
  REDACT,
  /** As it is. */
  KEEP;

  /** Whether what the field held may be nowhere in the minimised record. */
  public boolean isPersonal() {
    return this == ERASE || this == HASH || this == TOKEN || this == TRUNCATE;
  }

  /** Whether what it makes of a number is a number, too. */
  boolean keepsNumbers() {
    return this == AREA || this == DAY || this == HOUR;
  }

  static FieldAction strictest(FieldAction one, FieldAction other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
