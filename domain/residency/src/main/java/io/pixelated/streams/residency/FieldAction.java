package io.pixelated.streams.residency;

/** What becomes of a field of a minimised record; the strictest first. */
enum FieldAction {
  /** Gone, and what it held may be nowhere else. */
  ERASE,
  /** Gone. */
  DROP,
  /** Replaced by a keyed hash. */
  HASH,
  /** An address is replaced by its network, anything else hashed. */
  TRUNCATE,
  /** A time is cut to the hour. */
  HOUR,
  /** A text in which personal values of other fields are replaced. */
  REDACT,
  /** As it is. */
  KEEP;

  /** Whether what the field held may be nowhere in the minimised record. */
  boolean isPersonal() {
    return this == ERASE || this == HASH || this == TRUNCATE;
  }
}
