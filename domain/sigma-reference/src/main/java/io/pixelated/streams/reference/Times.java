package io.pixelated.streams.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of points in time, in UTC. */
final class Times {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(Z|[-+]\\d\\d(?::?\\d\\d)?)?)?");
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");
  private static final BigDecimal LAST_MILLIS = new BigDecimal("253402300799999");

  private Times() {}

  /** The part of the time that a value is; null if it is none. */
  static BigDecimal part(String unit, Value value) {
    try {
      LocalDateTime time = time(value.text());
      return time == null ? null : BigDecimal.valueOf(part(unit, time));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int part(String unit, LocalDateTime time) {
    return switch (unit) {
      case "minute" -> time.getMinute();
      case "hour" -> time.getHour();
      case "day" -> time.getDayOfMonth();
      case "week" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "month" -> time.getMonthValue();
      default -> time.getYear();
    };
  }

  private static LocalDateTime time(String text) {
    BigDecimal epoch = Item.number(text);
    if (epoch != null && epoch.abs().compareTo(LAST_MILLIS) > 0) {
      return null;
    }
    if (epoch != null) {
      boolean millis = epoch.abs().compareTo(FIRST_MILLIS) >= 0;
      BigDecimal seconds = millis ? epoch.movePointLeft(3) : epoch;
      return LocalDateTime.ofEpochSecond(
          seconds.setScale(0, RoundingMode.FLOOR).longValue(), 0, ZoneOffset.UTC);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String clock = matcher.group(2) == null ? "00:00" : matcher.group(2);
    LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + clock);
    if (matcher.group(3) == null) {
      return local;
    }
    return OffsetDateTime.of(local, ZoneOffset.of(matcher.group(3)))
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }
}
