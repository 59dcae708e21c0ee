package io.pixelated.streams.privacy;

/** A record that is no privacy request; the message says all that is wrong and quotes nothing. */
public final class InvalidRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(String message) {
    super(message);
  }
}
