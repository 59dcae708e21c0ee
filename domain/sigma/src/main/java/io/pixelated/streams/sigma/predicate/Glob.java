package io.pixelated.streams.sigma.predicate;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches text against a {@link SigmaString} without backtracking over its wildcards.
 *
 * <p>The pattern is cut at each {@code *}. What comes before the first must start the text, what
 * comes after the last must end it, and the pieces between are found leftmost one after the other,
 * which is enough because each piece is as long as what it matches.
 */
sealed interface Glob {

  boolean matches(String text);

  /** Most comparisons per character of a text. */
  default int comparisons() {
    return 1;
  }

  int cost();

  /** Whether a text matches exactly if it has one literal, in the place that the pattern says. */
  default boolean isOneLiteral() {
    return true;
  }

  /** Whether every text matches. */
  default boolean isAnything() {
    return false;
  }

  /** The matcher of {@code pattern}; unless cased, it expects folded text. */
  static Glob compile(SigmaString pattern, boolean cased) {
    List<Piece> pieces = new ArrayList<>();
    int[] symbols = pattern.symbols();
    int from = 0;
    for (int i = 0; i <= symbols.length; i++) {
      if (i == symbols.length || symbols[i] == SigmaString.MANY) {
        pieces.add(Piece.of(symbols, from, i, cased));
        from = i + 1;
      }
    }
    Piece first = pieces.get(0);
    if (pieces.size() == 1) {
      return first.isLiteral() ? new Whole(first.literal()) : new Pieces(first, List.of(), null);
    }
    Piece last = pieces.get(pieces.size() - 1);
    List<Piece> inner =
        pieces.subList(1, pieces.size() - 1).stream().filter(p -> !p.isEmpty()).toList();
    if (inner.isEmpty() && last.isEmpty() && first.isLiteral()) {
      return new Prefix(first.literal());
    }
    if (inner.isEmpty() && first.isEmpty() && last.isLiteral()) {
      return new Suffix(last.literal());
    }
    if (first.isEmpty() && last.isEmpty() && inner.size() == 1 && inner.get(0).isLiteral()) {
      return new Infix(inner.get(0).literal());
    }
    return new Pieces(first, inner, last);
  }

  record Whole(String literal) implements Glob {
    @Override
    public boolean matches(String text) {
      return text.equals(literal);
    }

    @Override
    public int cost() {
      return 2;
    }
  }

  record Prefix(String literal) implements Glob {
    @Override
    public boolean matches(String text) {
      return text.startsWith(literal);
    }

    @Override
    public boolean isAnything() {
      return literal.isEmpty();
    }

    @Override
    public int cost() {
      return 3;
    }
  }

  record Suffix(String literal) implements Glob {
    @Override
    public boolean matches(String text) {
      return text.endsWith(literal);
    }

    @Override
    public int cost() {
      return 3;
    }
  }

  record Infix(String literal, LinearSearch search) implements Glob {
    /** Shorter literals are often in a text, and seldom known without searching for them. */
    private static final int SHORT = 6;

    Infix(String literal) {
      this(literal, new LinearSearch(literal));
    }

    @Override
    public boolean matches(String text) {
      return search.indexIn(text, 0) >= 0;
    }

    @Override
    public int cost() {
      return literal.length() < SHORT ? 45 : 15;
    }
  }

  /**
   * Any other pattern.
   *
   * @param last null if the pattern has no {@code *}, so that the first piece must be the whole
   *     text
   */
  record Pieces(Piece first, List<Piece> inner, Piece last) implements Glob {
    @Override
    public boolean matches(String text) {
      int start = first.endAt(text, 0);
      if (start < 0 || last == null) {
        return start == text.length();
      }
      int end = last.startBefore(text, text.length());
      for (Piece piece : inner) {
        if (start > end) {
          return false;
        }
        start = piece.find(text, start, end);
        if (start < 0) {
          return false;
        }
      }
      return start <= end;
    }

    @Override
    public boolean isOneLiteral() {
      return false;
    }

    @Override
    public int comparisons() {
      return inner.stream().mapToInt(Piece::comparisons).max().orElse(1);
    }

    @Override
    public int cost() {
      return 40;
    }
  }
}
