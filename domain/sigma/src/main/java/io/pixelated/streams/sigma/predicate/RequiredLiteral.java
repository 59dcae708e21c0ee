package io.pixelated.streams.sigma.predicate;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Text that a value must have for a predicate to hold; having it is not enough.
 *
 * @param folded in the form of {@link CaseFolding}, whether or not the predicate minds case
 */
public record RequiredLiteral(Position position, String folded) {

  /** Where in the value the text must be. */
  public enum Position {
    WHOLE,
    START,
    END,
    ANYWHERE,

    /**
     * The value must be this integer, written as here if it is written without sign, leading zeros,
     * fraction and exponent. Empty text stands for a number that is no integer.
     */
    NUMBER
  }

  static final RequiredLiteral NONE = new RequiredLiteral(Position.ANYWHERE, "");

  private static final int LONGEST_NUMBER = 64;

  public RequiredLiteral {
    Objects.requireNonNull(position);
    Objects.requireNonNull(folded);
  }

  /** Whether nothing can be said of a value that satisfies the predicate. */
  public boolean isNone() {
    return position == Position.ANYWHERE && folded.isEmpty();
  }

  static RequiredLiteral whole(String text) {
    return new RequiredLiteral(Position.WHOLE, CaseFolding.fold(text));
  }

  static RequiredLiteral number(BigDecimal number) {
    String plain = number.toPlainString();
    if (plain.length() > LONGEST_NUMBER) {
      return NONE;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return new RequiredLiteral(
        Position.NUMBER, stripped.scale() <= 0 ? stripped.toBigIntegerExact().toString() : "");
  }

  /** The most selective one that {@code pattern} gives; none if it is all wildcards. */
  static RequiredLiteral of(SigmaString pattern) {
    int[] symbols = pattern.symbols();
    int bestStart = 0;
    int bestEnd = 0;
    int start = 0;
    for (int i = 0; i <= symbols.length; i++) {
      if (i == symbols.length || symbols[i] < 0) {
        if (i - start > bestEnd - bestStart) {
          bestStart = start;
          bestEnd = i;
        }
        start = i + 1;
      }
    }
    if (bestStart == bestEnd && symbols.length > 0) {
      return NONE;
    }
    return new RequiredLiteral(
        position(bestStart == 0, bestEnd == symbols.length),
        CaseFolding.fold(new String(symbols, bestStart, bestEnd - bestStart)));
  }

  private static Position position(boolean atStart, boolean atEnd) {
    if (atEnd) {
      return atStart ? Position.WHOLE : Position.END;
    }
    return atStart ? Position.START : Position.ANYWHERE;
  }
}
