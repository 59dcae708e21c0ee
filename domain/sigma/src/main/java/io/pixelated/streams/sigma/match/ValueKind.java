package io.pixelated.streams.sigma.match;

/** What an event's format says a value is. */
public enum ValueKind {
  TEXT,

  /** Its text is the number as the event wrote it. */
  NUMBER,

  /** Its text is {@code true} or {@code false}. */
  BOOLEAN,

  /** Without text. */
  NULL,

  /** Holds other values; its text is what the event wrote. Keywords are not searched in it. */
  COMPOSITE
}
