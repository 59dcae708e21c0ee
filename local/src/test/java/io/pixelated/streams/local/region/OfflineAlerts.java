package io.pixelated.streams.local.region;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParsedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Final alerts as {@code detect --correlate} comes to them: one record after the other, in memory,
 * with the watermark behind each of them.
 */
final class OfflineAlerts {
  private final String region;
  private final String topic;
  private final Ingest ingest;

  /**
   * @param topic where the job reads the records: events without an id of their own are known by
   *     their position
   */
  OfflineAlerts(String region, String topic) {
    this.region = region;
    this.topic = topic;
    this.ingest = Ingest.standard(IngestSettings.of(region).ofAnyAge());
  }

  /** How far the time of an event lies behind the latest before it at most, in milliseconds. */
  long disorder(List<RawMessage> messages) {
    long latest = Long.MIN_VALUE;
    long most = 0;
    for (int offset = 0; offset < messages.size(); offset++) {
      Optional<Read> read = read(offset, messages.get(offset));
      if (read.isPresent()) {
        long time = read.get().event().time();
        latest = Math.max(latest, time);
        most = Math.max(most, latest - time);
      }
    }
    return most;
  }

  /** The latest event time, epoch milliseconds. */
  long latest(List<RawMessage> messages) {
    long latest = Long.MIN_VALUE;
    for (int offset = 0; offset < messages.size(); offset++) {
      Optional<Read> read = read(offset, messages.get(offset));
      latest = Math.max(latest, read.map(found -> found.event().time()).orElse(latest));
    }
    return latest;
  }

  /**
   * The alerts that are final when the records of a topic's one partition have come.
   *
   * @param bound how far behind an event may be and not be late, in milliseconds
   */
  List<Alert> of(List<RuleDocument> rules, List<RawMessage> messages, long bound) {
    Rulebook rulebook = Rulebook.empty().apply(rules).rulebook();
    Detector detector = new Detector(rulebook);
    Correlator correlator =
        new Correlator(rulebook::correlation, rulebook::route, region, Limits.standard())
            .finalOnly();
    List<Alert> alerts = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (int offset = 0; offset < messages.size(); offset++) {
      Optional<Read> read = read(offset, messages.get(offset));
      if (read.isEmpty()) {
        continue;
      }
      SecurityEvent event = read.get().event();
      for (RoutedMatch match : detector.detect(read.get().parsed(), event).matches()) {
        alerts.addAll(correlator.add(match));
      }
      if (event.time() > latest) {
        latest = event.time();
        alerts.addAll(correlator.advance(latest - bound - 1));
      }
    }
    return alerts;
  }

  private record Read(ParsedEvent parsed, SecurityEvent event) {}

  private Optional<Read> read(long offset, RawMessage message) {
    RawRecord record =
        new RawRecord(
            message.value(), new Origin(topic, message.partition(), offset, message.timestamp()));
    return ingest.parse(record) instanceof Parsed parsed
        ? Optional.of(new Read(parsed.event(), ingest.describe(parsed.event(), record)))
        : Optional.empty();
  }
}
