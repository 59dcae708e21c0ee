package io.pixelated.streams.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the spellings of a time that logs use: ISO 8601 and RFC 3339 in their variants ({@code T}
 * or spaces between date and time, any fraction, {@code Z}, {@code UTC}, {@code +02}, {@code
 * +0200}, {@code +02:00} or no zone), epochs in seconds, milli-, micro- or nanoseconds with a
 * fraction or without, .NET's {@code /Date(1604994496155)/}, and auditd's {@code
 * audit(1604994496.155:92733)}.
 */
final class Timestamps {
  private static final String AUDIT = "audit(";
  private static final String DOT_NET = "/Date(";

  /** Epochs of the years 1973 to 5138 are told apart by their size; what is smaller is none. */
  private static final long SECONDS_FROM = 100_000_000L;

  private static final Pattern EARLY_SECONDS = Pattern.compile("-?\\d{1,8}(\\.\\d{0,18})?");

  /** A date, and maybe hours, minutes, seconds and a zone, without or with dashes in the date. */
  private static final Pattern COMPACT =
      Pattern.compile(
          "((?:19|20)\\d\\d)-?(\\d\\d)-?(\\d\\d)(?:[Tt](\\d{4}(?:\\d\\d(?:[.,]\\d+)?)?)(Z|[-+]\\d\\d(?::?\\d\\d)?)?)?");

  private static final long MILLIS_FROM = 100_000_000_000L;

  private static final long MICROS_FROM = 100_000_000_000_000L;
  private static final long NANOS_FROM = 100_000_000_000_000_000L;

  /**
   * A time as it was read.
   *
   * @param millis epoch milliseconds
   * @param zoned whether the text said in which zone
   */
  record Reading(long millis, boolean zoned) {}

  private Timestamps() {}

  /**
   * The time that {@code text} tells, or null if it tells none.
   *
   * @param zone the zone of a text that names none
   */
  static Reading read(String text, ZoneId zone) {
    if (text.length() > 64) {
      int audit = text.indexOf(AUDIT);
      return audit < 0 ? null : audit(text, audit);
    }
    String stripped = text.strip();
    if (stripped.length() > 10 && isDateMark(stripped.charAt(4))) {
      try {
        return new Scan(stripped).read(zone);
      } catch (DateTimeException | NumberFormatException e) {
        return null;
      }
    }
    if (stripped.startsWith(DOT_NET) && stripped.endsWith(")/")) {
      return epoch(stripped.substring(DOT_NET.length(), stripped.length() - 2));
    }
    int audit = stripped.indexOf(AUDIT);
    return audit < 0 ? epoch(stripped) : audit(stripped, audit);
  }

  /**
   * The same of a text that is known to be a time, without a zone in UTC: dates without a time of
   * day, ISO 8601's basic form, and seconds of the years before 1973 are times, too.
   */
  static Reading readAny(String text) {
    Reading reading = read(text, ZoneOffset.UTC);
    if (reading != null || text.length() > 64) {
      return reading;
    }
    Matcher compact = COMPACT.matcher(text.strip());
    if (compact.matches()) {
      reading = read(spacious(compact), ZoneOffset.UTC);
    }
    return reading == null ? earlySeconds(text.strip()) : reading;
  }

  private static Reading earlySeconds(String text) {
    if (!EARLY_SECONDS.matcher(text).matches()) {
      return null;
    }
    BigDecimal millis = new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.FLOOR);
    return new Reading(millis.longValueExact(), true);
  }

  private static String spacious(Matcher compact) {
    String time = compact.group(4) == null ? "00:00:00" : clock(compact.group(4));
    String zone = compact.group(5) == null ? "" : compact.group(5);
    return compact.group(1) + '-' + compact.group(2) + '-' + compact.group(3) + 'T' + time + zone;
  }

  private static String clock(String digits) {
    return digits.substring(0, 2)
        + ':'
        + digits.substring(2, 4)
        + ':'
        + (digits.length() > 4 ? digits.substring(4) : "00");
  }

  private static boolean isDateMark(char c) {
    return c == '-' || c == '/';
  }

  private static Reading audit(String text, int at) {
    int from = at + AUDIT.length();
    int to = text.indexOf(':', from);
    return to < 0 || to - from > 32 ? null : epoch(text.substring(from, to));
  }

  private static Reading epoch(String text) {
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return scientific(text);
    }
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    if (whole.isEmpty() || whole.length() > 19 || !digits(whole)) {
      return null;
    }
    String fraction = dot < 0 ? "" : text.substring(dot + 1);
    if (!digits(fraction)) {
      return null;
    }
    long value;
    try {
      value = Long.parseLong(whole);
    } catch (NumberFormatException e) {
      return null;
    }
    if (value >= NANOS_FROM) {
      return new Reading(value / 1_000_000, true);
    }
    if (value >= MICROS_FROM) {
      return new Reading(value / 1_000, true);
    }
    if (value >= MILLIS_FROM) {
      return new Reading(value, true);
    }
    if (value < SECONDS_FROM) {
      return null;
    }
    return new Reading(value * 1_000 + Integer.parseInt((fraction + "000").substring(0, 3)), true);
  }

  /** An epoch as languages print a floating point number: {@code 1.604994496155E9}. */
  private static Reading scientific(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      // written out, a number of a large exponent would fill the memory
      boolean small = number.precision() - (long) number.scale() <= 19 && number.scale() < 64;
      return small && number.signum() >= 0 ? epoch(number.toPlainString()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** One pass over a date with a time of day. */
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    Reading read(ZoneId zone) {
      int year = number(4);
      skip(isDateMark(peek()));
      int month = number(2);
      skip(isDateMark(peek()));
      int day = number(2);
      skip(peek() == 'T' || peek() == 't' || peek() == ' ');
      while (peek() == ' ') {
        at++;
      }
      int hour = number(2);
      skip(peek() == ':');
      int minute = number(2);
      int second = 0;
      int nanos = 0;
      if (peek() == ':') {
        at++;
        second = number(2);
        if (peek() == '.' || peek() == ',') {
          at++;
          nanos = fraction();
        }
      }
      // a leap second counts as the second before it
      LocalDateTime local =
          LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), nanos);
      if (second > 60) {
        throw new DateTimeException("second " + second);
      }
      ZoneOffset offset = offset();
      boolean zoned = offset != null;
      return new Reading(
          (zoned ? local.toInstant(offset) : local.atZone(zone).toInstant()).toEpochMilli(), zoned);
    }

    private ZoneOffset offset() {
      while (peek() == ' ') {
        at++;
      }
      String rest = text.substring(at);
      if (rest.isEmpty()) {
        return null;
      }
      if (rest.equalsIgnoreCase("Z")
          || rest.equalsIgnoreCase("UTC")
          || rest.equalsIgnoreCase("GMT")) {
        return ZoneOffset.UTC;
      }
      return ZoneOffset.of(rest);
    }

    private int fraction() {
      int nanos = 0;
      int count = 0;
      while (peek() >= '0' && peek() <= '9') {
        if (count < 9) {
          nanos = nanos * 10 + (peek() - '0');
          count++;
        }
        at++;
      }
      if (count == 0) {
        throw new DateTimeException("no digits after the point");
      }
      for (; count < 9; count++) {
        nanos *= 10;
      }
      return nanos;
    }

    private int number(int length) {
      int value = 0;
      for (int i = 0; i < length; i++) {
        char c = peek();
        if (c < '0' || c > '9') {
          throw new DateTimeException("not a digit");
        }
        value = value * 10 + (c - '0');
        at++;
      }
      return value;
    }

    private void skip(boolean expected) {
      if (!expected) {
        throw new DateTimeException("not a separator");
      }
      at++;
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : 0;
    }
  }
}
