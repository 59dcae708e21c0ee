package io.pixelated.streams.sigma.match;

/**
 * An event as rules see it: numbered values whose characters lie in one array, and a layout that
 * says which of them a field name means. Read by one thread at a time.
 *
 * <p>{@link FlatEvent} makes one from names and values.
 */
public interface EventView {

  /** The log sources the event belongs to; events of one kind should share one instance. */
  LogSources logSources();

  /** What its names mean; events whose fields lie alike should share one instance. */
  FieldLayout layout();

  /** How many values the event has; they are numbered from 0. */
  int size();

  ValueKind kind(int value);

  /** The text of all values but composites, in any order; other characters may lie between. */
  char[] characters();

  /** Where the text of a value begins in {@link #characters()}; negative for a composite. */
  int start(int value);

  /** Where the text of a value ends in {@link #characters()}. */
  int end(int value);

  /** The text of a value, made when asked for; see {@link ValueKind} for what is not text. */
  String text(int value);
}
