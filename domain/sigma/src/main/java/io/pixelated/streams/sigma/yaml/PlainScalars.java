package io.pixelated.streams.sigma.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads unquoted scalars as YAML 1.1 does in PyYAML, the reader the Sigma ecosystem is written
 * against. SnakeYAML's own resolver differs where it hurts: it takes {@code 12e4567}, a plausible
 * hash prefix, for a number.
 */
final class PlainScalars {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("yes", "true", "on");
  private static final Set<String> FALSE = Set.of("no", "false", "off");

  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]{1,3})?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]{1,3})?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d|\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?"
              + "(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?");

  /** Longer runs of digits are text; no rule means a number of that size. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private PlainScalars() {}

  static ScalarType typeOf(String text) {
    if (NULLS.contains(text)) {
      return ScalarType.NULL;
    }
    if (isBoolean(text)) {
      return ScalarType.BOOLEAN;
    }
    if (text.length() > MAX_NUMBER_LENGTH || !startsLikeNumber(text.charAt(0))) {
      return ScalarType.TEXT;
    }
    if (INTEGER.matcher(text).matches() && hasDigitAfterPrefix(text)) {
      return ScalarType.INTEGER;
    }
    if (DECIMAL.matcher(text).matches()) {
      return ScalarType.DECIMAL;
    }
    return TIMESTAMP.matcher(text).matches() ? ScalarType.TIMESTAMP : ScalarType.TEXT;
  }

  static boolean toBoolean(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  static BigDecimal toInteger(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger value = magnitude(digits);
    return new BigDecimal(negative ? value.negate() : value);
  }

  static BigDecimal toDecimal(String text) {
    return new BigDecimal(text.replace("_", ""));
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.length() > 1 && digits.startsWith("0")) {
      return new BigInteger(digits, 8);
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return value;
  }

  private static boolean isBoolean(String text) {
    if (text.length() > 5) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
      return false;
    }
    // yes, Yes and YES are booleans; yEs is a string
    String tail = text.substring(1);
    return text.equals(lower)
        || tail.equals(lower.substring(1))
        || text.equals(text.toUpperCase(Locale.ROOT));
  }

  private static boolean startsLikeNumber(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }

  /** {@code 0x_} and {@code 0_} match the grammar but hold no digit. */
  private static boolean hasDigitAfterPrefix(String text) {
    return !text.endsWith("_") || text.replaceFirst("^[-+]?0[bx]?", "").matches(".*[0-9a-fA-F].*");
  }
}
