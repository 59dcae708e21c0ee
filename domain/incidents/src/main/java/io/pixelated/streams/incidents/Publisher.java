package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which updates are written now, which wait, and which ids are taken back.
 *
 * <p>An opening, a rise in severity, a reopening and the end of an id are written at once; anything
 * else at most once per update interval and incident.
 */
final class Publisher {
  private final IncidentPolicy policy;
  private final IncidentView view;
  private final InstantSource clock;
  private final ReaderKnowledge readers;
  private final LostAttempt lost;
  private Set<String> standingIds = Set.of();

  Publisher(
      IncidentPolicy policy,
      IncidentView view,
      InstantSource clock,
      long replayedUntil,
      ReaderKnowledge readers) {
    this.policy = policy;
    this.view = view;
    this.clock = clock;
    this.lost = new LostAttempt(view, replayedUntil);
    this.readers = readers;
  }

  /** When the next update that waits may be written. */
  long nextWrite() {
    return readers.firstBehind().map(at -> at + policy.updateMillis()).orElse(DeskStep.NEVER);
  }

  /**
   * Writes what is new since the last call, and closes the incidents that the watermark has left
   * behind by the quiet gap.
   *
   * @param everything whether to write everything that waits, whatever the interval
   * @param watermark the current watermark; {@link Long#MAX_VALUE} closes nothing
   */
  List<Incident> publish(List<Standing> standings, boolean everything, long watermark) {
    List<Incident> updates = new ArrayList<>();
    long now = clock.millis();
    List<Standing> incidents = standings.stream().filter(s -> s.whole().isIncident()).toList();
    standingIds = incidents.stream().map(Standing::id).collect(Collectors.toSet());
    for (Standing incident : incidents) {
      boolean over =
          watermark != Long.MAX_VALUE
              && incident.whole().closesAt(policy.quietMillis()) <= watermark;
      publish(incident, everything, over, now, updates);
      if (over && readers.isOpen(incident.id())) {
        updates.add(write(incident, IncidentStatus.CLOSED, IncidentChange.CLOSED, now));
      }
    }
    takeBack(incidents, now, updates);
    takeBackDisowned(incidents, now, updates);
    readers.forgetEnded(now);
    return updates;
  }

  private void publish(
      Standing standing, boolean everything, boolean over, long now, List<Incident> updates) {
    String id = standing.id();
    Published known = readers.of(id);
    if (known == null) {
      updates.add(write(standing, IncidentStatus.OPEN, IncidentChange.OPENED, now));
      takeBackReplayed(standing, now, updates);
      return;
    }
    boolean changed = !readers.isTold(standing);
    if (!changed && !known.behind()) {
      return;
    }
    boolean reopens = changed && !known.isOpen() && !over && readers.isTouched(standing);
    boolean escalates = view.severity(standing.whole()).compareTo(known.severity()) > 0;
    boolean urgent = reopens || escalates || everything;
    if (urgent || now - known.writtenAt() >= policy.updateMillis()) {
      IncidentChange change =
          escalates
              ? IncidentChange.ESCALATED
              : reopens ? IncidentChange.REOPENED : IncidentChange.UPDATED;
      updates.add(write(standing, reopens ? IncidentStatus.OPEN : known.status(), change, now));
      takeBackReplayed(standing, now, updates);
    } else {
      readers.fallBehind(id);
    }
  }

  /** Notes which incidents have more to tell than readers know. */
  void noteWhatWaits(List<Standing> standings) {
    for (Standing standing : standings) {
      if (!readers.isTold(standing)) {
        readers.fallBehind(standing.id());
      }
    }
  }

  /** The update of an incident that waits, if one does. */
  List<Incident> catchUp(Standing standing) {
    Published known = readers.of(standing.id());
    return known != null && known.behind()
        ? List.of(write(standing, known.status(), IncidentChange.UPDATED, clock.millis()))
        : List.of();
  }

  /** The closing of an incident that is open, but will not be looked at any longer. */
  List<Incident> closeForGood(Standing standing) {
    return standing.whole().isIncident() && readers.isOpen(standing.id())
        ? List.of(write(standing, IncidentStatus.CLOSED, IncidentChange.CLOSED, clock.millis()))
        : List.of();
  }

  private Incident write(
      Standing standing, IncidentStatus status, IncidentChange change, long now) {
    long version = readers.nextVersion(standing.id(), now);
    Incident incident = view.incident(standing, status, change, version);
    readers.tell(standing, incident, now);
    return incident;
  }

  /** Ends the ids that nothing stands for any more. */
  private void takeBack(List<Standing> incidents, long now, List<Incident> updates) {
    for (String id : readers.idsWithout(standingIds)) {
      Published known = readers.of(id);
      long version = readers.nextVersion(id, now);
      updates.add(view.ended(id, known, successor(incidents, known), version));
      readers.end(id, version);
    }
  }

  /** The incident that holds the earliest of an ended incident's evidence that is still there. */
  private String successor(List<Standing> incidents, Published known) {
    for (String strand : known.strands()) {
      for (Standing incident : incidents) {
        if (holds(incident, strand, known)) {
          return incident.id();
        }
      }
    }
    return "";
  }

  private boolean holds(Standing standing, String strand, Published known) {
    long quiet = policy.quietMillis();
    return standing.component().strands().stream()
        .anyMatch(
            s ->
                s.key().equals(strand)
                    && s.cluster().firstTime() - quiet <= known.lastTime()
                    && known.firstTime() - quiet <= s.cluster().lastTime());
  }

  /** Ends the ids that a lost attempt of the job may have written for parts of an incident. */
  private void takeBackReplayed(Standing whole, long now, List<Incident> updates) {
    Published known = readers.of(whole.id());
    for (String other : lost.idsOf(whole, this::isKnown)) {
      long version = readers.nextVersion(other, now);
      updates.add(view.ended(other, known, whole.id(), version));
      readers.end(other, version);
    }
  }

  /**
   * Notes a provisional alert that is over and was not known to be in doubt: a lost attempt of the
   * job may have written an incident that rested on it.
   */
  void disown(Strand alert) {
    lost.disown(alert);
  }

  /** Whether there may be something to write for what was disowned. */
  boolean disowns() {
    return lost.disowns();
  }

  private void takeBackDisowned(List<Standing> incidents, long now, List<Incident> updates) {
    for (Standing alone : lost.disowned(this::isKnown)) {
      long version = readers.nextVersion(alone.id(), now);
      Incident was =
          view.incident(alone, IncidentStatus.WITHDRAWN, IncidentChange.WITHDRAWN, version);
      Published known = Published.of(alone, was, now);
      updates.add(view.ended(alone.id(), known, successor(incidents, known), version));
      readers.end(alone.id(), version);
    }
  }

  private boolean isKnown(String id) {
    return standingIds.contains(id) || readers.of(id) != null;
  }
}
