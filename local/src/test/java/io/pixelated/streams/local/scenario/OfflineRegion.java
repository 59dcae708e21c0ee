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
import io.pixelated.streams.incidents.DeskMemory;
import io.pixelated.streams.incidents.Grouping;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.OfflineIncidents;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a region's job makes of its events, in memory and in order of arrival. */
final class OfflineRegion {
  private static final Set<IncidentStatus> GONE =
      Set.of(IncidentStatus.MERGED, IncidentStatus.WITHDRAWN);

  private final String name;
  private final Ingest ingest;
  private final Detector detector;
  private final Correlator correlator;
  private final Grouping grouping;
  private final OfflineIncidents desk;
  private final Duration disorder;
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private long offset;
  private long watermark = Long.MIN_VALUE;
  private long arrival;

  OfflineRegion(String name, Rulebook rules, Duration disorder) {
    IncidentPolicy policy = IncidentPolicyFile.shipped();
    this.name = name;
    this.ingest = Ingest.standard(IngestSettings.of(name));
    this.detector = new Detector(rules);
    this.correlator = new Correlator(rules::correlation, rules::route, name, Limits.standard());
    this.grouping = new Grouping(policy);
    this.desk =
        new OfflineIncidents(
            policy, name, () -> Instant.ofEpochMilli(arrival), Long.MIN_VALUE, DeskMemory.none());
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
      keep(desk.advance(watermark));
    }
  }

  private void apply(Alert alert) {
    apply(grouping.signal(alert));
  }

  private void apply(Signal signal) {
    keep(desk.apply(signal));
  }

  private void keep(List<Incident> updates) {
    updates.forEach(incident -> incidents.put(incident.id(), incident));
  }

  /** The last state of every incident, once all events are in. */
  Collection<Incident> incidents() {
    correlator.finish().forEach(this::apply);
    keep(desk.advance(Long.MAX_VALUE));
    return incidents.values().stream()
        .filter(incident -> !GONE.contains(incident.status()))
        .toList();
  }
}
