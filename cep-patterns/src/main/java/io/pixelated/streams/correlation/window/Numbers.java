package io.pixelated.streams.correlation.window;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The decimal numbers that fields hold. */
final class Numbers {
  /** As JSON spells numbers (RFC 8259, section 6). */
  private static final Pattern JSON =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?");

  private static final int MOST_DIGITS = 400;
  private static final int LONGEST = 2 * MOST_DIGITS + 10;

  private Numbers() {}

  /** The number that {@code text} is; empty if it is none, or one that is too long to add up. */
  static Optional<BigDecimal> parse(String text) {
    if (isShortInteger(text)) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
    }
    if (text.length() > LONGEST || !JSON.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    boolean tooLong = number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS;
    return tooLong ? Optional.empty() : Optional.of(number);
  }

  /** Whether {@code text} is as most numbers are: a few digits. */
  private static boolean isShortInteger(String text) {
    int length = text.length();
    if (length == 0 || length > 9 || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** The number without zeros that say nothing. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
