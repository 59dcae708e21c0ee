package io.pixelated.streams.sigma.predicate;

/**
 * Maps text to the form in which it is compared without regard to case: each UTF-16 unit upper-,
 * then lower-cased by itself, as {@link String#equalsIgnoreCase} does, so that the length stays and
 * no locale matters.
 */
public final class CaseFolding {

  private CaseFolding() {}

  /** The folded text; the same instance if nothing changes. */
  public static String fold(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (fold(c) != c) {
        return foldFrom(text, i);
      }
    }
    return text;
  }

  private static String foldFrom(String text, int first) {
    char[] chars = text.toCharArray();
    for (int i = first; i < chars.length; i++) {
      chars[i] = fold(chars[i]);
    }
    return new String(chars);
  }

  /** The text of a part of an array, folded. */
  public static String fold(char[] text, int from, int to) {
    char[] folded = new char[to - from];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(text[from + i]);
    }
    return new String(folded);
  }

  /** One UTF-16 unit, folded. */
  public static char fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
