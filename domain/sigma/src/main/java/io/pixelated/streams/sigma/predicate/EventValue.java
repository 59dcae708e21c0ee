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
  private final int start;
  private final int length;
  private final SearchBudget budget;
  private char[] characters;
  private String text;
  private String folded;
  private BigDecimal number;
  private boolean numberRead;

  /**
   * A value by itself.
   *
   * @param text the value as text: numbers as the event wrote them, {@code true} and {@code false},
   *     empty for null
   */
  public EventValue(Kind kind, String text) {
    this(kind, text, SearchBudget.of(text.length()));
  }

  /** A value of an event whose values share a budget. */
  public EventValue(Kind kind, String text, SearchBudget budget) {
    this.kind = Objects.requireNonNull(kind);
    this.text = Objects.requireNonNull(text);
    this.start = 0;
    this.length = text.length();
    this.budget = Objects.requireNonNull(budget);
  }

  /** A value whose text is a part of {@code characters}, which must not change meanwhile. */
  public EventValue(Kind kind, char[] characters, int start, int end, SearchBudget budget) {
    Objects.checkFromToIndex(start, end, characters.length);
    this.kind = Objects.requireNonNull(kind);
    this.characters = characters;
    this.start = start;
    this.length = end - start;
    this.budget = Objects.requireNonNull(budget);
  }

  public Kind kind() {
    return kind;
  }

  /** The number of UTF-16 units of the text. */
  int length() {
    return length;
  }

  /** An array that has the text from {@link #start()} on. */
  char[] characters() {
    if (characters == null) {
      characters = text.toCharArray();
    }
    return characters;
  }

  int start() {
    return start;
  }

  SearchBudget budget() {
    return budget;
  }

  public String text() {
    if (text == null) {
      text = new String(characters, start, length);
    }
    return text;
  }

  /** The text in the form of {@link CaseFolding}. */
  public String folded() {
    if (folded == null) {
      folded =
          text == null
              ? CaseFolding.fold(characters, start, start + length)
              : CaseFolding.fold(text);
    }
    return folded;
  }

  /** The value as a number, or null if it does not read as one. */
  BigDecimal number() {
    if (!numberRead) {
      numberRead = true;
      number = kind == Kind.BOOLEAN || length > Numbers.MAX_LENGTH ? null : Numbers.parse(text());
    }
    return number;
  }
}
