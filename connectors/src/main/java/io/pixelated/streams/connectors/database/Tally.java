package io.pixelated.streams.connectors.database;

/** What is counted while rows are written; called by several threads. */
interface Tally {
  void written(int rows);

  void retried();

  /** A row's payload went in as Base64. */
  void opaque();

  /** A row could not be written at all. */
  void refused();

  /** Whether the database is out of reach, as far as this writer knows. */
  void away(boolean now);
}
