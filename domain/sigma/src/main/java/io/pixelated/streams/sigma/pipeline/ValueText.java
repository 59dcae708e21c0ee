package io.pixelated.streams.sigma.pipeline;

import java.util.BitSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A text value as pipelines see it: its characters without escapes, of which some are wildcards.
 */
final class ValueText {

  private final String plain;
  private final BitSet wildcards;

  private ValueText(String plain, BitSet wildcards) {
    this.plain = plain;
    this.wildcards = wildcards;
  }

  /** Reads a value as rules write it; see {@code SigmaString}. */
  static ValueText parse(String raw) {
    Builder text = new Builder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 1 < raw.length() && isSpecial(raw.charAt(i + 1))) {
        text.append(raw.charAt(++i), false);
      } else {
        text.append(c, isWildcard(c));
      }
    }
    return text.build();
  }

  /** What a replacement was written as: backslashes are plain except before a wildcard. */
  static ValueText ofReplacement(String written) {
    Builder text = new Builder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length() && isWildcard(written.charAt(i + 1))) {
        text.append(written.charAt(++i), false);
      } else {
        text.append(c, isWildcard(c));
      }
    }
    return text.build();
  }

  static ValueText plain(String text) {
    return new ValueText(text, new BitSet());
  }

  /** The characters, wildcards as {@code *} and {@code ?}, nothing escaped. */
  String plain() {
    return plain;
  }

  boolean hasWildcards() {
    return !wildcards.isEmpty();
  }

  boolean isWildcard(int index) {
    return wildcards.get(index);
  }

  /** The value as rules write it. */
  String raw() {
    StringBuilder raw = new StringBuilder(plain.length() + 8);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean literalWildcard = isWildcard(c) && !wildcards.get(i);
      boolean escaping = c == '\\' && i + 1 < plain.length() && isSpecial(plain.charAt(i + 1));
      raw.append(literalWildcard || escaping ? "\\" : "").append(c);
    }
    return raw.toString();
  }

  ValueText anyBefore() {
    boolean there = !plain.isEmpty() && wildcards.get(0) && plain.charAt(0) == '*';
    return there ? this : new Builder().append('*', true).append(this, 0, plain.length()).build();
  }

  ValueText anyAfter() {
    int last = plain.length() - 1;
    boolean there = last >= 0 && wildcards.get(last) && plain.charAt(last) == '*';
    return there ? this : new Builder().append(this, 0, plain.length()).append('*', true).build();
  }

  /** With {@code change} made to each stretch between wildcards; its results are plain text. */
  ValueText mapPlain(UnaryOperator<String> change) {
    return mapStretches(stretch -> plain(change.apply(stretch)));
  }

  /** With {@code change} made to each stretch between wildcards. */
  ValueText mapStretches(Function<String, ValueText> change) {
    Builder text = new Builder();
    int from = 0;
    for (int i = 0; i <= plain.length(); i++) {
      if (i == plain.length() || wildcards.get(i)) {
        if (i > from) {
          ValueText changed = change.apply(plain.substring(from, i));
          text.append(changed, 0, changed.plain.length());
        }
        if (i < plain.length()) {
          text.append(plain.charAt(i), true);
        }
        from = i + 1;
      }
    }
    return text.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueText that
        && plain.equals(that.plain)
        && wildcards.equals(that.wildcards);
  }

  @Override
  public int hashCode() {
    return plain.hashCode();
  }

  @Override
  public String toString() {
    return raw();
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  private static boolean isSpecial(char c) {
    return isWildcard(c) || c == '\\';
  }

  /** Puts a text together. */
  static final class Builder {
    private final StringBuilder plain = new StringBuilder();
    private final BitSet wildcards = new BitSet();

    Builder append(char c, boolean wildcard) {
      wildcards.set(plain.length(), wildcard);
      plain.append(c);
      return this;
    }

    Builder append(ValueText text, int from, int to) {
      for (int i = from; i < to; i++) {
        append(text.plain.charAt(i), text.wildcards.get(i));
      }
      return this;
    }

    ValueText build() {
      return new ValueText(plain.toString(), wildcards);
    }
  }
}
