package io.pixelated.streams.local.scenario;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.incidents.Grouping;
import io.pixelated.streams.incidents.IncidentBook;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.IncidentTracker;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.Step;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a region's job makes of its events, in memory and in order of arrival. */
final class OfflineRegion {
  private final String name;
  private final Ingest ingest;
  private final Detector detector;
  private final Correlator correlator;
  private final Grouping grouping;
  private final IncidentTracker tracker;
  private final Duration disorder;
  private final Map<String, IncidentBook> books = new HashMap<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private long offset;
  private long watermark = Long.MIN_VALUE;
  private long arrival;

  OfflineRegion(String name, Rulebook rules, Duration disorder) {
    IncidentPolicy policy = IncidentPolicyFile.shipped();
    this.name = name;
    this.ingest = Ingest.standard(IngestSettings.of(name));
    this.detector = new Detector(rules);
    this.correlator =
        new Correlator(rules::correlation, raised -> List.of(), name, Limits.standard());
    this.grouping = new Grouping(policy);
    this.tracker =
        new IncidentTracker(policy, name, () -> Instant.ofEpochMilli(arrival), Long.MIN_VALUE);
    this.disorder = disorder;
  }

  void accept(ScenarioEvent event) {
    arrival = event.arrival().toEpochMilli();
    RawRecord record = new RawRecord(event.json(), new Origin("raw", 0, offset++, arrival));
    if (!(ingest.parse(record) instanceof ParseResult.Parsed parsed)) {
      throw new AssertionError("the simulator wrote a record that cannot be read in " + name);
    }
    SecurityEvent described = ingest.describe(parsed.event(), record);
    Detected detected = detector.detect(parsed.event(), described);
    for (Detection detection : detected.detections()) {
      if (!Grouping.isBackground(detection)) {
        apply(grouping.signal(detection));
      }
    }
    for (RoutedMatch match : detected.matches()) {
      correlator.add(match).forEach(this::apply);
    }
    pass(event.time().toEpochMilli() - disorder.toMillis());
  }

  private void pass(long time) {
    if (time > watermark) {
      watermark = time;
      correlator.advance(watermark).forEach(this::apply);
    }
  }

  private void apply(Alert alert) {
    apply(grouping.signal(alert));
  }

  private void apply(Signal signal) {
    Step step = tracker.apply(books.get(signal.key()), signal, watermark);
    keep(signal.key(), step);
  }

  private void keep(String key, Step step) {
    if (step.book() == null) {
      books.remove(key);
    } else {
      books.put(key, step.book());
    }
    step.updates().forEach(incident -> incidents.put(incident.id(), incident));
  }

  /** The last state of every incident, once all events are in. */
  Collection<Incident> incidents() {
    correlator.finish().forEach(this::apply);
    for (Map.Entry<String, IncidentBook> book : List.copyOf(books.entrySet())) {
      keep(book.getKey(), tracker.onEventTime(book.getValue(), Long.MAX_VALUE));
    }
    return incidents.values().stream()
        .filter(incident -> incident.status() != IncidentStatus.MERGED)
        .toList();
  }
}
