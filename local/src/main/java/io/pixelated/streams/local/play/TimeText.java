package io.pixelated.streams.local.play;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises times in the values of events and moves them by whole seconds; their fractions, zones
 * and notation stay.
 */
final class TimeText {
  private static final String SECONDS = "(\\d{4}-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)";
  private static final Pattern DATE_TIME = Pattern.compile(SECONDS);

  /** A value that is a time: ISO 8601 or with a space, with any fraction, with a zone or not. */
  private static final Pattern WHOLE =
      Pattern.compile(SECONDS + "(?:[.,]\\d{1,9})?\\s?(?:Z|UTC|[+-]\\d\\d:?\\d\\d)?");

  /** The times in a Linux audit record's own text. */
  private static final Pattern AUDIT = Pattern.compile("(?<=audit\\()\\d{10}(?=\\.\\d{3}:)");

  /** The time in the message of a Sysmon event. */
  private static final Pattern UTC_TIME = Pattern.compile("(?<=UtcTime: )" + SECONDS);

  /** Seconds, milli-, micro- or nanoseconds of the epoch, since 2001. */
  private static final Pattern EPOCH =
      Pattern.compile("(1\\d{9}(?:\\d{3}|\\d{6}|\\d{9})?)((?:\\.\\d+)?)");

  private static final Set<String> EPOCH_FIELDS =
      Set.of(
          "ts",
          "time",
          "timestamp",
          "@timestamp",
          "epoch",
          "audit_epoch",
          "eventtime",
          "event_time",
          "start_time",
          "end_time",
          "starttime",
          "endtime",
          "ingestiontime");

  private TimeText() {}

  /** A field's text, its times moved. */
  static String shifted(String field, String text, long seconds) {
    if (WHOLE.matcher(text).matches()) {
      return replace(DATE_TIME, text, seconds);
    }
    if (text.contains("audit(")) {
      return AUDIT
          .matcher(text)
          .replaceAll(m -> Long.toString(Long.parseLong(m.group()) + seconds));
    }
    if (text.contains("UtcTime: ")) {
      return replace(UTC_TIME, text, seconds);
    }
    return shiftedNumber(field, text, seconds);
  }

  /** A field's number, moved if the field is one that holds a time and the number can be one. */
  static String shiftedNumber(String field, String number, long seconds) {
    if (!EPOCH_FIELDS.contains(field.toLowerCase(Locale.ROOT))) {
      return number;
    }
    Matcher epoch = EPOCH.matcher(number);
    if (!epoch.matches()) {
      return number;
    }
    String whole = epoch.group(1);
    BigInteger unitsPerSecond = BigInteger.TEN.pow(whole.length() - 10);
    BigInteger moved =
        new BigInteger(whole).add(BigInteger.valueOf(seconds).multiply(unitsPerSecond));
    return moved + epoch.group(2);
  }

  private static String replace(Pattern times, String text, long seconds) {
    return times.matcher(text).replaceAll(m -> moved(m, seconds));
  }

  private static String moved(MatchResult time, long seconds) {
    try {
      LocalDateTime at =
          LocalDateTime.parse(time.group(1) + 'T' + time.group(3)).plusSeconds(seconds);
      return at.toLocalDate()
          + time.group(2)
          + "%02d:%02d:%02d".formatted(at.getHour(), at.getMinute(), at.getSecond());
    } catch (DateTimeException e) {
      return time.group(); // the 30th of February: some other number
    }
  }
}
