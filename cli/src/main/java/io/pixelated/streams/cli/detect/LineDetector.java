package io.pixelated.streams.cli.detect;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.events.TimeSource;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.explain.Explainer;
import io.pixelated.streams.sigma.explain.Explanation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs rules over lines, as the job does over records. Not safe for use by several threads. */
public final class LineDetector {
  /** Says to ingest that nobody knows when the line was written. */
  private static final long NO_TIME = -1;

  private final Ingest ingest;
  private final Rulebook rulebook;
  private final Detector detector;
  private final String timeField;
  private final boolean explaining;
  private final Map<String, Explainer> explainers = new HashMap<>();

  /**
   * A detector.
   *
   * @param timeField where events say their time; empty for where the job looks
   * @param explaining whether matches are to be explained
   */
  LineDetector(Ingest ingest, Rulebook rulebook, String timeField, boolean explaining) {
    this.timeField = timeField;
    this.ingest = ingest;
    this.rulebook = rulebook;
    this.detector = new Detector(rulebook);
    this.explaining = explaining;
  }

  /**
   * What came of one line.
   *
   * @param number zero-based line number
   * @param problem why it is no event; empty if it is one
   * @param eventId id of the event
   * @param time event time, epoch milliseconds
   * @param timed whether the event says its time
   * @param elsewhere whether it says it in another field than the one that was asked for
   * @param detections the rules that matched
   * @param explanations why, for each of them; empty unless asked for
   * @param matches what correlations are to hear of it
   * @param ungrouped per key of a correlation, how many of its rules matched but it is left out
   *     because it lacks a field
   */
  record Outcome(
      long number,
      String problem,
      String eventId,
      long time,
      boolean timed,
      boolean elsewhere,
      List<Detection> detections,
      List<Explanation> explanations,
      List<RoutedMatch> matches,
      Map<String, Integer> ungrouped) {
    static Outcome unreadable(long number, String problem) {
      return new Outcome(
          number, problem, "", 0, false, false, List.of(), List.of(), List.of(), Map.of());
    }

    boolean isReadable() {
      return problem.isEmpty();
    }
  }

  Outcome detect(long number, byte[] line) {
    RawRecord record = new RawRecord(line, new Origin("", 0, number, NO_TIME));
    ParseResult result = ingest.parse(record);
    if (result instanceof Unreadable unreadable) {
      return Outcome.unreadable(number, unreadable.reason());
    }
    ParsedEvent parsed = ((Parsed) result).event();
    OptionalLong asked =
        timeField.isEmpty() ? OptionalLong.empty() : Ingest.time(parsed, timeField);
    SecurityEvent event =
        asked.isPresent()
            ? ingest.describe(parsed, record, asked.getAsLong())
            : ingest.describe(parsed, record);
    boolean timed = event.timeSource() != TimeSource.RECORD;
    Detected detected = detector.detect(parsed, event, !timed);
    return new Outcome(
        number,
        "",
        event.id(),
        event.time(),
        timed,
        timed && !timeField.isEmpty() && asked.isEmpty(),
        detected.detections(),
        explaining ? explanations(parsed, detected.detections()) : List.of(),
        detected.matches(),
        detected.ungrouped());
  }

  private List<Explanation> explanations(ParsedEvent parsed, List<Detection> detections) {
    return detections.stream()
        .map(detection -> explainer(detection.rule().id()).explain(parsed))
        .toList();
  }

  private Explainer explainer(String rule) {
    return explainers.computeIfAbsent(
        rule, key -> Explainer.of(rulebook.detectionRules().rule(key).orElseThrow()));
  }
}
