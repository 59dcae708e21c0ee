package io.pixelated.streams.sigma.load;

/** Says why a condition is not one, and the remedy. */
public final class InvalidCondition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidCondition(String message) {
    super(message, null, false, false);
  }
}
