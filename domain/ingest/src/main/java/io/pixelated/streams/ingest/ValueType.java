package io.pixelated.streams.ingest;

/** What JSON says a value is. */
public enum ValueType {
  TEXT,
  NUMBER,
  BOOLEAN,
  NULL,
  /**
   * An object, or an empty array. Its members are values of their own; it is listed so that a rule
   * can ask whether it exists, or search its JSON text ({@code requestParameters|contains}).
   */
  COMPOSITE
}
