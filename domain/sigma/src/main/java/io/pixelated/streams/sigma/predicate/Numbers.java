package io.pixelated.streams.sigma.predicate;

import java.math.BigDecimal;

/** Reads decimal numbers from event text in bounded time. */
final class Numbers {

  static final int MAX_LENGTH = 64;

  private Numbers() {}

  /** The number, or null if {@code text} is not one. */
  static BigDecimal parse(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH || !isAsciiNumber(text)) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** BigDecimal would also take digits of other scripts. */
  private static boolean isAsciiNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }
}
