package io.pixelated.streams.residency.keys;

/** A region has no usable key for a purpose; the message says where it was looked for. */
public final class MissingKeyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingKeyException(String message) {
    super(message);
  }
}
