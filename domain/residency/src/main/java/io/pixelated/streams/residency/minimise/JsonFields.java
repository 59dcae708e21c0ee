package io.pixelated.streams.residency.minimise;

/** What can be asked about the fields of a record, whole or minimised. */
public interface JsonFields {
  /** The record itself. */
  int ROOT = 0;

  /** No field. */
  int NONE = -1;

  /** Where a value is under some names from another, {@link #NONE} if there is none. */
  int find(int from, JsonPath path);

  /** A number or text as text; empty if there is something else. */
  String text(int field);

  /** A number without what is behind its point; 0 if there is something else. */
  long number(int field);
}
