package io.pixelated.streams.reference;

import java.util.Objects;

/**
 * A value of an event.
 *
 * @param text numbers as the event wrote them, {@code true} and {@code false}, empty for null
 */
public record Value(Kind kind, String text) {

  /** What the event says the value is. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  public Value {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
  }

  boolean isNull() {
    return kind == Kind.NULL;
  }

  static Value of(Object plain) {
    if (plain == null) {
      return new Value(Kind.NULL, "");
    }
    Kind kind =
        plain instanceof Number ? Kind.NUMBER : plain instanceof Boolean ? Kind.BOOLEAN : Kind.TEXT;
    return new Value(kind, plain.toString());
  }
}
