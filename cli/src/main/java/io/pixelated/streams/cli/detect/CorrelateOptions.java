package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.terminal.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options by which a command correlates what it detects. */
final class CorrelateOptions {
  private static final Duration USUAL_BOUND = Duration.ofHours(1);

  @Option(
      names = "--correlate",
      description = {
        "Also runs correlation rules and sequences, in event time. Each line then says its kind:",
        "{\"kind\":\"detection\",...} as above, of rules that raise something by themselves, and",
        "{\"kind\":\"correlation\",\"rule\",\"title\",\"level\",\"time\",\"group\",\"events\",\"count\"}"
            + " of each final alert, where events are line numbers. Detections come in the order of"
            + " lines, alerts in the order of their times, each as soon as no earlier event can come."
      })
  private boolean correlate;

  @Option(
      names = "--all",
      description =
          "Also writes what raises nothing by itself because other rules refer to it, with"
              + " \"standalone\":false.")
  private boolean all;

  @Option(
      names = "--time-field",
      paramLabel = "FIELD",
      description = {
        "Field or dotted path with the event's time: ISO 8601 (without a zone: UTC), or seconds,"
            + " milli-, micro- or nanoseconds since 1970. Events that lack it have the time that the"
            + " job would take, and are counted. By default the time is what the job would take."
      })
  private String timeField = "";

  @Option(
      names = "--out-of-orderness",
      paramLabel = "DURATION",
      converter = BoundConverter.class,
      description =
          "How far a line's time may lie behind the latest before it and still count: 90s, 30m, 1h,"
              + " PT1H (default: 1h).")
  private Duration outOfOrderness;

  boolean correlate() {
    return correlate;
  }

  boolean all() {
    return all;
  }

  /** Where events say their time; empty for where the job looks. */
  String timeField() {
    return timeField;
  }

  Duration outOfOrderness() {
    return outOfOrderness == null ? USUAL_BOUND : outOfOrderness;
  }

  /**
   * Refuses options that mean nothing together.
   *
   * @throws UsageException if there are some
   */
  void check() {
    if (!correlate && all) {
      throw new UsageException("--all needs --correlate; without it every match is written anyway");
    }
    if (!correlate && outOfOrderness != null) {
      throw new UsageException("--out-of-orderness needs --correlate; nothing else depends on it");
    }
  }

  /** Reads durations as people and as ISO 8601 write them. */
  static final class BoundConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS =
        Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches()) {
        return UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
      }
      try {
        Duration duration = text.equals("0") ? Duration.ZERO : Duration.parse(text);
        if (!duration.isNegative()) {
          return duration;
        }
      } catch (DateTimeException e) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is no duration like 90s, 30m, 1h or PT1H");
    }
  }
}
