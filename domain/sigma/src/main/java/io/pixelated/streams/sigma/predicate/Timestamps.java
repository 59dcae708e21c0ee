package io.pixelated.streams.sigma.predicate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads points in time as events write them, into UTC. */
final class Timestamps {

  private static final int MAX_LENGTH = 48;

  /** Larger epoch values are milliseconds; as seconds this would be the year 5138. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(253_402_300_799_999L);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private Timestamps() {}

  static LocalDateTime ofEpoch(BigDecimal epoch) {
    BigDecimal size = epoch.abs();
    if (size.compareTo(LAST_MILLIS) > 0) {
      return null;
    }
    long millis =
        size.compareTo(FIRST_MILLIS) >= 0 ? epoch.longValue() : epoch.movePointRight(3).longValue();
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
  }

  /** Null if {@code text} is no time. */
  static LocalDateTime parse(String text) {
    String trimmed = text.trim();
    if (trimmed.length() > MAX_LENGTH || trimmed.length() < 10) {
      return null;
    }
    TemporalAccessor parsed =
        ISO.parseBest(
            trimmed.replaceFirst("(?<=^.{10}) ", "T").replace(" ", ""),
            OffsetDateTime::from,
            LocalDateTime::from,
            LocalDate::from);
    if (parsed instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    return parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
  }
}
