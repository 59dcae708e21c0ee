package io.pixelated.streams.sigma.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * A text pattern of Sigma: code points, of which some are {@link #MANY}, {@link #ONE} or {@link
 * #DASH}.
 */
public final class SigmaString {

  /** Any text, also none ({@code *}). */
  static final int MANY = -1;

  /** Exactly one character ({@code ?}). */
  static final int ONE = -2;

  /** Any of the characters Windows programs take for an option's dash. */
  static final int DASH = -3;

  /** Hyphen, slash, en dash, em dash, horizontal bar. */
  static final String DASHES = "-/\u2013\u2014\u2015";

  private final int[] symbols;

  private SigmaString(int[] symbols) {
    this.symbols = symbols;
  }

  /**
   * Reads a value as rules write it: {@code *} and {@code ?} are wildcards; a backslash makes a
   * following wildcard or backslash plain and is itself plain before anything else.
   */
  public static SigmaString parse(String raw) {
    int[] symbols = new int[raw.length()];
    int size = 0;
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\\' && i < raw.length() && isSpecial(raw.charAt(i))) {
        c = raw.charAt(i++);
      } else if (c == '*') {
        c = MANY;
      } else if (c == '?') {
        c = ONE;
      }
      symbols[size++] = c;
    }
    return new SigmaString(Arrays.copyOf(symbols, size));
  }

  /** A pattern that means {@code text} as it stands. */
  public static SigmaString plain(String text) {
    return new SigmaString(text.codePoints().toArray());
  }

  private static boolean isSpecial(char c) {
    return c == '*' || c == '?' || c == '\\';
  }

  int[] symbols() {
    return symbols.clone();
  }

  public boolean isPlain() {
    for (int symbol : symbols) {
      if (symbol < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text of a plain pattern. */
  public String plainText() {
    if (!isPlain()) {
      throw new IllegalStateException("the pattern has wildcards");
    }
    return new String(symbols, 0, symbols.length);
  }

  SigmaString anyBefore() {
    if (symbols.length > 0 && symbols[0] == MANY) {
      return this;
    }
    int[] longer = new int[symbols.length + 1];
    longer[0] = MANY;
    System.arraycopy(symbols, 0, longer, 1, symbols.length);
    return new SigmaString(longer);
  }

  SigmaString anyAfter() {
    if (symbols.length > 0 && symbols[symbols.length - 1] == MANY) {
      return this;
    }
    int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
    longer[symbols.length] = MANY;
    return new SigmaString(longer);
  }

  /**
   * With each of {@link #DASHES} that starts a word replaced by {@link #DASH}: {@code -enc} also
   * means {@code /enc}, the inner hyphen of {@code -no-exit} stays.
   */
  SigmaString withAnyDash() {
    int[] changed = symbols.clone();
    for (int i = 0; i < changed.length; i++) {
      boolean dash = DASHES.indexOf(symbols[i]) >= 0;
      boolean afterWord = i > 0 && isWord(symbols[i - 1]);
      boolean beforeWord = i + 1 < symbols.length && isWord(symbols[i + 1]);
      if (dash && !afterWord && beforeWord) {
        changed[i] = DASH;
      }
    }
    return new SigmaString(changed);
  }

  private static boolean isWord(int symbol) {
    return symbol >= 0 && (Character.isLetterOrDigit(symbol) || symbol == '_');
  }

  /**
   * The patterns this one stands for, with {@link #DASH} spelled out.
   *
   * @param limit most patterns to return
   * @throws InvalidItem if there are more
   */
  List<SigmaString> spellOutDashes(int limit) {
    List<int[]> spelled = List.of(symbols);
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] != DASH) {
        continue;
      }
      List<int[]> next = new ArrayList<>();
      for (int[] base : spelled) {
        for (PrimitiveIterator.OfInt d = DASHES.chars().iterator(); d.hasNext(); ) {
          int[] copy = base.clone();
          copy[i] = d.nextInt();
          next.add(copy);
        }
      }
      if (next.size() > limit) {
        throw new InvalidItem(
            "windash before an encoding gives more than "
                + limit
                + " spellings; split the value into several with fewer dashes");
      }
      spelled = next;
    }
    return spelled.stream().map(SigmaString::new).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigmaString that && Arrays.equals(symbols, that.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(symbols);
  }

  /** The pattern as rules write it, any dash as a hyphen. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int symbol : symbols) {
      switch (symbol) {
        case MANY -> text.append('*');
        case ONE -> text.append('?');
        case DASH -> text.append('-');
        case '*', '?', '\\' -> text.append('\\').appendCodePoint(symbol);
        default -> text.appendCodePoint(symbol);
      }
    }
    return text.toString();
  }
}
