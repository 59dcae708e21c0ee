package io.pixelated.streams.sigma.match;

/**
 * An event as rules see it. What a field name means (nesting, aliases, letter case) is up to the
 * implementation. Read by one thread at a time.
 */
public interface EventView {

  /** The log sources the event belongs to; events of one kind should share one instance. */
  LogSources logSources();

  /**
   * Tells {@code sink} the values of a field: one call for a single value, one per member for an
   * array.
   *
   * @return whether the event has the field, even if null or an empty array
   */
  boolean read(String field, ValueSink sink);

  /** Tells {@code sink} every value of the event except nulls, for rules with keywords. */
  void readAll(NamedValueSink sink);
}
