package io.pixelated.streams.incidents.quality;

import io.pixelated.streams.events.StrictObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * An analyst's verdict on an incident.
 *
 * @param verdict what it turned out to be
 * @param analyst who says so
 * @param time when, epoch milliseconds
 * @param comment why
 */
public record Disposition(Verdict verdict, String analyst, long time, String comment) {
  public Disposition {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(analyst, "analyst");
    Objects.requireNonNull(comment, "comment");
  }

  /** What an incident turned out to be. */
  public enum Verdict {
    /** An attack. */
    TRUE_POSITIVE,
    /** Nothing that the rules are meant to find. */
    FALSE_POSITIVE,
    /** What the rules are meant to find, but allowed: a penetration test, an emergency. */
    BENIGN;

    /** The word as records have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the value of a record of {@code soc.dispositions}.
   *
   * @throws IllegalArgumentException with all that is wrong with it
   */
  public static Disposition read(byte[] json) {
    StrictObject record = StrictObject.read(json);
    String word = record.text("verdict");
    Verdict verdict =
        Arrays.stream(Verdict.values())
            .filter(v -> v.word().equals(word.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElse(null);
    if (verdict == null && !word.isBlank()) {
      record.problem("verdict", "is none: use true_positive, false_positive or benign");
    }
    String analyst = record.text("analyst");
    long time = record.time("time").toEpochMilli();
    String comment = record.text("comment", "");
    record.refuseOthers();
    record.finish();
    return new Disposition(verdict, analyst, time, comment);
  }
}
