package io.pixelated.streams.residency.minimise;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times cut to the hour or the day: ISO 8601 with an offset, or epoch milliseconds. */
final class CoarseTime {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
  private static final String SHAPE = "dddd-dd-ddTdd:dd";

  private CoarseTime() {}

  static String cut(long millis, FieldAction action) {
    long step = action == FieldAction.DAY ? DAY_MILLIS : HOUR_MILLIS;
    return Long.toString(Math.floorDiv(millis, step) * step);
  }

  /** The time as it is usually written; null if it cannot be read. */
  static String cut(String text, FieldAction action) {
    String usual = usual(text, action);
    if (usual != null) {
      return usual;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.truncatedTo(action == FieldAction.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS)
          .toString();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The same for {@code 2026-11-20T12:34:56.789Z}, of which there are most, but sooner. */
  private static String usual(String text, FieldAction action) {
    int length = text.length();
    if (length < SHAPE.length() + 4 || length > 30 || text.charAt(length - 1) != 'Z') {
      return null;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      char c = text.charAt(i);
      if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
        return null;
      }
    }
    boolean seconds =
        text.charAt(16) == ':' && two(text, 17) < 60 && (length == 20 || fraction(text));
    int month = two(text, 5);
    int day = two(text, 8);
    boolean valid =
        seconds
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 28
            && two(text, 11) < 24
            && two(text, 14) < 60;
    if (!valid) {
      return null;
    }
    return action == FieldAction.DAY
        ? text.substring(0, 11) + "00:00Z"
        : text.substring(0, 13) + ":00Z";
  }

  private static boolean fraction(String text) {
    if (text.charAt(19) != '.' || text.length() < 22) {
      return false;
    }
    for (int i = 20; i < text.length() - 1; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Two digits; something large if they are none. */
  private static int two(String text, int at) {
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? 100 : 10 * tens + ones;
  }
}
