package io.pixelated.streams.sigma.match;

/** Receives the values of a field. */
public interface ValueSink {

  void text(String value);

  /**
   * A number.
   *
   * @param literal the number as the event wrote it
   */
  void number(String literal);

  void bool(boolean value);

  /** A value that is explicitly null. */
  void nothing();
}
