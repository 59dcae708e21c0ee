package io.pixelated.streams.residency.minimise;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The personal values of a record, and what stands for each in its minimised form.
 *
 * <p>A value is found in a text wherever it stands whole: not preceded and not followed by a letter
 * or digit, in any letter case, any normalisation form (NFKC) and however many invisible characters
 * are in it. Text in ASCII is searched as bytes, from word to word.
 */
final class PersonalValues {
  /** Comparisons of characters: more than any honest record takes, a tenth of a second or so. */
  private static final long MOST_WORK = 100_000_000;

  private static final int HEADS = 256;
  private static final byte[] LOWER = new byte[HEADS];
  private static final boolean[] WORD = new boolean[HEADS];

  static {
    for (int b = 0; b < HEADS; b++) {
      LOWER[b] = (byte) (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
      // Whatever is beyond ASCII is looked at as text.
      WORD[b] = b < 0x80 && Character.isLetterOrDigit(b);
    }
  }

  private Value[] values = new Value[16];
  private int size;

  /** By a hash of its first two characters the last value that begins so; 0: none. */
  private final int[] heads = new int[HEADS];

  private boolean singles;
  private int shortest;
  private long work;

  /** A value in its one spelling, and the one before it of the same beginning. */
  private record Value(String folded, String substitute, int before) {}

  void clear() {
    if (size > 0) {
      Arrays.fill(heads, 0);
      Arrays.fill(values, 0, size, null);
    }
    size = 0;
    singles = false;
    shortest = Integer.MAX_VALUE;
    work = 0;
  }

  void add(String value, String substitute) {
    String folded = fold(value).strip();
    if (folded.isEmpty()) {
      return;
    }
    int head = head(folded);
    for (int v = heads[head]; v > 0; v = values[v - 1].before()) {
      spend(1);
      if (values[v - 1].folded().equals(folded)) {
        return;
      }
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = new Value(folded, substitute, heads[head]);
    heads[head] = size;
    singles |= folded.length() == 1;
    shortest = Math.min(shortest, folded.length());
  }

  /** Whether any value is in some bytes of ASCII without escapes. */
  boolean remainIn(byte[] text, int start, int end) {
    if (end - start < shortest) {
      return false;
    }
    boolean border = true;
    int last = end - shortest;
    for (int i = start; i <= last; i++) {
      int b = text[i];
      if (border) {
        int head = (LOWER[b] * 31 + (i + 1 < end ? LOWER[text[i + 1]] : 0)) & (HEADS - 1);
        if ((heads[head] != 0 && begins(text, i, end, head))
            || (singles && begins(text, i, end, (LOWER[b] * 31) & (HEADS - 1)))) {
          return true;
        }
      }
      border = !WORD[b];
    }
    return false;
  }

  private boolean begins(byte[] text, int at, int end, int head) {
    for (int v = heads[head]; v > 0; v = values[v - 1].before()) {
      String value = values[v - 1].folded();
      int after = at + value.length();
      spend(1);
      if (after <= end && (after == end || !WORD[text[after]]) && same(text, at, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean same(byte[] text, int at, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (LOWER[text[at + i]] != value.charAt(i)) {
        spend(i);
        return false;
      }
    }
    return true;
  }

  /** Whether any value is in a text. */
  boolean remainIn(String text) {
    String folded = fold(text);
    for (int i = 0; i < folded.length(); i++) {
      if (isBorder(folded, i - 1) && valueAt(folded, i) != null) {
        return true;
      }
    }
    return false;
  }

  /** The text with every value replaced, the longest first; null if that cannot be done safely. */
  String redact(String text) {
    String folded = fold(text);
    StringBuilder result = null;
    int copied = 0;
    int i = 0;
    while (i < folded.length()) {
      Value found = isBorder(folded, i - 1) ? valueAt(folded, i) : null;
      if (found == null) {
        i++;
        continue;
      }
      if (result == null) {
        if (!isAligned(text, folded)) {
          return null;
        }
        result = new StringBuilder();
      }
      result.append(text, copied, i).append(found.substitute());
      i += found.folded().length();
      copied = i;
    }
    return result == null ? text : result.append(text, copied, text.length()).toString();
  }

  /** The longest value that begins there. */
  private Value valueAt(String folded, int at) {
    Value longest = longest(null, folded, at, head(folded, at, folded.length()));
    return singles ? longest(longest, folded, at, head(folded, at, at + 1)) : longest;
  }

  private Value longest(Value longest, String folded, int at, int head) {
    Value found = longest;
    for (int v = heads[head]; v > 0; v = values[v - 1].before()) {
      Value value = values[v - 1];
      int length = value.folded().length();
      spend(1);
      if ((found == null || length > found.folded().length())
          && folded.startsWith(value.folded(), at)
          && isBorder(folded, at + length)) {
        spend(length);
        found = value;
      }
    }
    return found;
  }

  /** One record must not hold up all others: it is then left to the check to fail closed. */
  private void spend(int steps) {
    work += steps;
    if (work > MOST_WORK) {
      throw new TooManyPersonalValuesException();
    }
  }

  private static int head(String folded) {
    return head(folded, 0, folded.length());
  }

  private static int head(String folded, int at, int end) {
    return (folded.charAt(at) * 31 + (at + 1 < end ? folded.charAt(at + 1) : 0)) & (HEADS - 1);
  }

  /** One spelling for all that mean the same to a reader. */
  static String fold(String text) {
    return isAscii(text) ? text.toLowerCase(Locale.ROOT) : foldWide(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String foldWide(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    // Upper case first: it is the one step that makes ss of sharp s.
    return Normalizer.normalize(visible, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Whether each character stands where its folded one does. */
  private static boolean isAligned(String text, String folded) {
    if (isAscii(text)) {
      return true;
    }
    if (text.length() != folded.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!fold(text.substring(i, i + 1)).equals(folded.substring(i, i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBorder(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }

  /** To look for so many values in so much text would take too long. */
  static final class TooManyPersonalValuesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
