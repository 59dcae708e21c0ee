package io.pixelated.streams.residency.minimise;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The bytes of names, texts and numbers in a record: what they mean, and how to write others. */
final class JsonText {
  /** Nothing special: ASCII without escapes. */
  static final int PLAIN = 0;

  /** There are escapes in the text. */
  static final int ESCAPED = 1;

  /** There are letters beyond ASCII in the text. */
  static final int WIDE = 2;

  /** There are escapes in the name. */
  static final int NAME_ESCAPED = 4;

  /** There are dots in the name. */
  static final int NAME_DOTTED = 8;

  private static final int LONGEST_INTEGER = 18;

  /** Digits of a number that is written out; who writes more hides nothing in it. */
  private static final int LONGEST_PLAIN = 1_000;

  private JsonText() {}

  static String decode(byte[] bytes, int start, int end, int marks) {
    if ((marks & ESCAPED) != 0) {
      return unescape(bytes, start, end);
    }
    return new String(
        bytes,
        start,
        end - start,
        (marks & WIDE) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  static byte[] decodedName(byte[] bytes, int start, int end) {
    return unescape(bytes, start, end).getBytes(StandardCharsets.UTF_8);
  }

  /** The text that has been found to be valid. */
  private static String unescape(byte[] bytes, int start, int end) {
    String raw = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = raw.charAt(++i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }

  /** The bytes of a text between its quotes. */
  static byte[] encode(String text) {
    return isEncoded(text) ? text.getBytes(StandardCharsets.UTF_8) : escaped(text);
  }

  private static boolean isEncoded(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscaped(char c) {
    return c == '"' || c == '\\' || c < ' ' || Character.isSurrogate(c);
  }

  private static byte[] escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (isEscaped(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A number without exponent, as somebody would write it. */
  static String plainNumber(String number) {
    if (number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return number;
    }
    try {
      BigDecimal value = new BigDecimal(number);
      return Math.abs((long) value.scale()) < LONGEST_PLAIN
          ? value.stripTrailingZeros().toPlainString()
          : number;
    } catch (NumberFormatException e) {
      return number;
    }
  }

  static boolean isShortInteger(byte[] bytes, int start, int end) {
    if (end - start > LONGEST_INTEGER) {
      return false;
    }
    for (int i = bytes[start] == '-' ? start + 1 : start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** The value of a {@linkplain #isShortInteger short integer}. */
  static long integer(byte[] bytes, int start, int end) {
    boolean negative = bytes[start] == '-';
    long value = 0;
    for (int i = negative ? start + 1 : start; i < end; i++) {
      value = 10 * value + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }
}
