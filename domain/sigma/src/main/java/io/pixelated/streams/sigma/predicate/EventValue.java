package io.pixelated.streams.sigma.predicate;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A value of an event as predicates see it; remembers what was derived from it, so that many rules
 * pay once. Confined to one thread.
 */
public final class EventValue {

  /** What the event's format says the value is. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private final Kind kind;
  private final String text;
  private String folded;
  private BigDecimal number;
  private boolean numberRead;

  /**
   * A value as the event has it.
   *
   * @param text the value as text: numbers as the event wrote them, {@code true} and {@code false},
   *     empty for null
   */
  public EventValue(Kind kind, String text) {
    this.kind = Objects.requireNonNull(kind);
    this.text = Objects.requireNonNull(text);
  }

  public Kind kind() {
    return kind;
  }

  public String text() {
    return text;
  }

  /** The text in the form of {@link CaseFolding}. */
  public String folded() {
    if (folded == null) {
      folded = CaseFolding.fold(text);
    }
    return folded;
  }

  /** The value as a number, or null if it does not read as one. */
  BigDecimal number() {
    if (!numberRead) {
      numberRead = true;
      number = kind == Kind.BOOLEAN ? null : Numbers.parse(text);
    }
    return number;
  }
}
