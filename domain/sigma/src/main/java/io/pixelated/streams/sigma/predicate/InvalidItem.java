package io.pixelated.streams.sigma.predicate;

/** Says why the modifiers and values of a detection item do not fit together, and the remedy. */
public final class InvalidItem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidItem(String message) {
    super(message, null, false, false);
  }
}
