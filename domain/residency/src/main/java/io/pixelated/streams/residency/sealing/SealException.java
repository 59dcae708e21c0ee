package io.pixelated.streams.residency.sealing;

/** Sealed bytes cannot be opened; the message says why, and holds nothing of them. */
public final class SealException extends Exception {
  private static final long serialVersionUID = 1L;

  public SealException(String message) {
    super(message);
  }
}
