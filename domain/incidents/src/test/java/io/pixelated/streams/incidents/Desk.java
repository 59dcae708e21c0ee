package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stands in for job, topic and clock around a region's incidents. */
final class Desk {
  final List<Incident> written = new ArrayList<>();
  final Map<String, Incident> topic = new TreeMap<>();
  final OfflineIncidents incidents;
  long now = Findings.NOON;

  Desk(IncidentPolicy policy) {
    this(policy, Long.MIN_VALUE, DeskMemory.none());
  }

  Desk(IncidentPolicy policy, long replayedUntil, DeskMemory memory) {
    incidents =
        new OfflineIncidents(policy, "r1", () -> Instant.ofEpochMilli(now), replayedUntil, memory);
  }

  static Desk shipped() {
    return new Desk(IncidentPolicyFile.shipped());
  }

  List<Incident> give(Signal... signals) {
    List<Incident> updates = new ArrayList<>();
    for (Signal signal : signals) {
      updates.addAll(take(incidents.apply(signal)));
    }
    return updates;
  }

  List<Incident> giveAll(Collection<Signal> signals) {
    return give(signals.toArray(Signal[]::new));
  }

  /** Lets the clock pass and fires the timers that are due. */
  List<Incident> pass(long millis) {
    now += millis;
    return take(incidents.tick());
  }

  List<Incident> advanceTo(long watermark) {
    return take(incidents.advance(watermark));
  }

  /** What readers of a compacted topic see in the end: merged and withdrawn ids are gone. */
  List<Incident> standing() {
    return topic.values().stream()
        .filter(i -> i.status() != IncidentStatus.MERGED && i.status() != IncidentStatus.WITHDRAWN)
        .map(Desk::timeless)
        .toList();
  }

  private List<Incident> take(List<Incident> updates) {
    written.addAll(updates);
    for (Incident update : updates) {
      topic.merge(update.id(), update, (a, b) -> b.version() > a.version() ? b : a);
    }
    return updates;
  }

  private static Incident timeless(Incident i) {
    return new Incident(
        i.id(),
        0,
        i.region(),
        i.status(),
        IncidentChange.UPDATED,
        i.mergedInto(),
        i.severity(),
        i.risk(),
        i.title(),
        i.primary(),
        i.entities(),
        i.tactics(),
        i.techniques(),
        i.firstTime(),
        i.lastTime(),
        i.evidence(),
        i.evidenceCount(),
        i.classification(),
        i.observed());
  }
}
