package io.pixelated.streams.sigma.rule;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far apart correlated events may be.
 *
 * @param text as written: a number and one of s, m, h, d, w, M (30 days), y (365 days)
 */
public record Timespan(String text, Duration duration) {

  /** What a timespan looks like, for messages. */
  public static final String HINT =
      "a number from 1 to 9999999 and one of s, m, h, d, w, M, y, like 15m";

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,6})([smhdwMy])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7),
          "M", Duration.ofDays(30),
          "y", Duration.ofDays(365));

  public Timespan {
    Objects.requireNonNull(text);
    Objects.requireNonNull(duration);
  }

  /** The timespan written as {@code text}; empty if it is not one, or no time at all. */
  public static Optional<Timespan> parse(String text) {
    return parseFromZero(text).filter(timespan -> !timespan.duration().isZero());
  }

  /** The same, where no time at all is a timespan. */
  public static Optional<Timespan> parseFromZero(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration unit = UNITS.get(matcher.group(2));
    return Optional.of(new Timespan(text, unit.multipliedBy(Long.parseLong(matcher.group(1)))));
  }
}
