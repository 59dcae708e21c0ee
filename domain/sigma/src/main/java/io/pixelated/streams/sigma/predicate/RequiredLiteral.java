package io.pixelated.streams.sigma.predicate;

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
    END,
    ANYWHERE
  }

  static final RequiredLiteral NONE = new RequiredLiteral(Position.ANYWHERE, "");

  public RequiredLiteral {
    Objects.requireNonNull(position);
    Objects.requireNonNull(folded);
  }

  /** The most selective one that {@code pattern} gives; empty text if it gives none. */
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
    Position position =
        bestEnd < symbols.length
            ? Position.ANYWHERE
            : bestEnd - bestStart == symbols.length ? Position.WHOLE : Position.END;
    return new RequiredLiteral(
        position, CaseFolding.fold(new String(symbols, bestStart, bestEnd - bestStart)));
  }
}
