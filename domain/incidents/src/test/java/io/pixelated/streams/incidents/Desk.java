package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stands in for operator, topic and clock around a tracker of one entity. */
final class Desk {
  final List<Incident> written = new ArrayList<>();
  final Map<String, Incident> topic = new TreeMap<>();
  final IncidentTracker tracker;
  IncidentBook book;
  Step last;
  long now = Findings.NOON;
  long watermark = Long.MIN_VALUE;

  Desk(IncidentPolicy policy) {
    this(policy, Long.MIN_VALUE);
  }

  Desk(IncidentPolicy policy, long replayedUntil) {
    tracker = new IncidentTracker(policy, "r1", () -> Instant.ofEpochMilli(now), replayedUntil);
  }

  static Desk shipped() {
    return new Desk(IncidentPolicyFile.shipped());
  }

  List<Incident> give(Signal... signals) {
    List<Incident> updates = new ArrayList<>();
    for (Signal signal : signals) {
      updates.addAll(take(tracker.apply(book, signal, watermark)));
    }
    return updates;
  }

  List<Incident> giveAll(Collection<Signal> signals) {
    return give(signals.toArray(Signal[]::new));
  }

  /** Lets the clock pass and fires the processing-time timer if it is due. */
  List<Incident> pass(long millis) {
    now += millis;
    return last != null && last.processingTimer() <= now
        ? take(tracker.onProcessingTime(book, watermark))
        : List.of();
  }

  List<Incident> advanceTo(long newWatermark) {
    watermark = newWatermark;
    List<Incident> updates = new ArrayList<>();
    boolean due = last != null && last.eventTimer() <= watermark && book != null;
    while (due) {
      updates.addAll(take(tracker.onEventTime(book, watermark)));
      due = last.eventTimer() != Step.NEVER && last.eventTimer() <= watermark;
    }
    return updates;
  }

  /** What readers of a compacted topic see in the end: merged and withdrawn ids are gone. */
  List<Incident> standing() {
    return topic.values().stream()
        .filter(i -> i.status() != IncidentStatus.MERGED && i.status() != IncidentStatus.WITHDRAWN)
        .map(Desk::timeless)
        .toList();
  }

  private List<Incident> take(Step step) {
    last = step;
    book = step.book();
    written.addAll(step.updates());
    for (Incident update : step.updates()) {
      topic.merge(update.id(), update, (a, b) -> b.version() > a.version() ? b : a);
    }
    return step.updates();
  }

  private static Incident timeless(Incident i) {
    return new Incident(
        i.id(),
        0,
        i.region(),
        i.status(),
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
