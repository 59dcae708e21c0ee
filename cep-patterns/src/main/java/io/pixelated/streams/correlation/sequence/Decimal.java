package io.pixelated.streams.correlation.sequence;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in fields of events. */
final class Decimal {
  private static final Pattern FORM =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");
  private static final int MOST_DIGITS = 400;

  private Decimal() {}

  /** The number that {@code text} writes as JSON would; empty if it writes none, or a huge one. */
  static Optional<BigDecimal> of(String text) {
    if (text.length() > 2 * MOST_DIGITS || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    boolean huge = number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS;
    return huge ? Optional.empty() : Optional.of(number);
  }
}
