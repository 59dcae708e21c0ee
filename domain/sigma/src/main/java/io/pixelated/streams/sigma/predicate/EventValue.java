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

  private static final char[] NO_CHARACTERS = {};

  private final Kind kind;
  private final char[] characters;
  private final int start;
  private final int end;
  private String text;
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
    this.characters = NO_CHARACTERS;
    this.start = 0;
    this.end = text.length();
  }

  /** A value whose text is a part of {@code characters}, which must not change meanwhile. */
  public EventValue(Kind kind, char[] characters, int start, int end) {
    this.kind = Objects.requireNonNull(kind);
    this.characters = Objects.requireNonNull(characters);
    this.start = start;
    this.end = end;
    Objects.checkFromToIndex(start, end, characters.length);
  }

  public Kind kind() {
    return kind;
  }

  /** The number of UTF-16 units of the text. */
  int length() {
    return end - start;
  }

  public String text() {
    if (text == null) {
      text = new String(characters, start, end - start);
    }
    return text;
  }

  /** The text in the form of {@link CaseFolding}. */
  public String folded() {
    if (folded == null) {
      folded = text == null ? CaseFolding.fold(characters, start, end) : CaseFolding.fold(text);
    }
    return folded;
  }

  /** The value as a number, or null if it does not read as one. */
  BigDecimal number() {
    if (!numberRead) {
      numberRead = true;
      number = kind == Kind.BOOLEAN || length() > Numbers.MAX_LENGTH ? null : Numbers.parse(text());
    }
    return number;
  }
}
