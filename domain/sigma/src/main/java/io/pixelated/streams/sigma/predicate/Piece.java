package io.pixelated.streams.sigma.predicate;

import java.util.Arrays;

/**
 * A part of a {@link Glob} without {@code *}: literal text, or text with single-character holes.
 */
sealed interface Piece {

  /** The end of this piece if {@code text} has it at {@code start}, else -1. */
  int endAt(String text, int start);

  /** The start of this piece if {@code text} has it right before {@code end}, else -1. */
  int startBefore(String text, int end);

  /** The end of the leftmost occurrence between the two, or -1. */
  int find(String text, int from, int to);

  boolean isEmpty();

  /** Most comparisons that {@link #find} makes per character. */
  default int comparisons() {
    return 1;
  }

  default boolean isLiteral() {
    return this instanceof Literal;
  }

  /** The text of a literal piece. */
  default String literal() {
    return ((Literal) this).text();
  }

  static Piece of(int[] symbols, int from, int to, boolean cased) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (symbols[i] < 0) {
        return new Holed(Arrays.copyOfRange(symbols, from, to), cased);
      }
      text.appendCodePoint(symbols[i]);
    }
    return new Literal(cased ? text.toString() : CaseFolding.fold(text.toString()));
  }

  record Literal(String text, LinearSearch search) implements Piece {
    Literal(String text) {
      this(text, new LinearSearch(text));
    }

    @Override
    public int endAt(String in, int start) {
      return in.startsWith(text, start) ? start + text.length() : -1;
    }

    @Override
    public int startBefore(String in, int end) {
      int start = end - text.length();
      return start >= 0 && in.startsWith(text, start) ? start : -1;
    }

    @Override
    public int find(String in, int from, int to) {
      int at = search.indexIn(in, from);
      return at >= 0 && at + text.length() <= to ? at + text.length() : -1;
    }

    @Override
    public boolean isEmpty() {
      return text.isEmpty();
    }
  }

  /** A piece with {@code ?} or dashes in it. */
  final class Holed implements Piece {

    private final int[] symbols;

    Holed(int[] symbols, boolean cased) {
      this.symbols = symbols;
      for (int i = 0; i < symbols.length && !cased; i++) {
        if (symbols[i] >= 0 && symbols[i] <= Character.MAX_VALUE) {
          symbols[i] = CaseFolding.fold((char) symbols[i]);
        }
      }
    }

    @Override
    public int endAt(String text, int start) {
      int at = start;
      for (int symbol : symbols) {
        if (at >= text.length()) {
          return -1;
        }
        int c = text.codePointAt(at);
        if (!accepts(symbol, c)) {
          return -1;
        }
        at += Character.charCount(c);
      }
      return at;
    }

    @Override
    public int startBefore(String text, int end) {
      int at = end;
      for (int i = symbols.length - 1; i >= 0; i--) {
        if (at <= 0) {
          return -1;
        }
        int c = text.codePointBefore(at);
        if (!accepts(symbols[i], c)) {
          return -1;
        }
        at -= Character.charCount(c);
      }
      return at;
    }

    @Override
    public int find(String text, int from, int to) {
      int at = from;
      while (at < to) {
        int end = endAt(text, at);
        if (end >= 0 && end <= to) {
          return end;
        }
        at += Character.charCount(text.codePointAt(at));
      }
      return -1;
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public int comparisons() {
      return symbols.length;
    }

    private static boolean accepts(int symbol, int c) {
      return switch (symbol) {
        case SigmaString.ONE -> true;
        case SigmaString.DASH -> SigmaString.DASHES.indexOf(c) >= 0;
        default -> symbol == c;
      };
    }
  }
}
