package io.pixelated.streams.events;

/** A record that somebody wrote is none; the message says all that is wrong and quotes nothing. */
public final class InvalidRecordException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidRecordException(String message) {
    super(message);
  }
}
