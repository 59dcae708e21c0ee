package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which updates are written now, which wait, and which ids are taken back.
 *
 * <p>An opening, a rise in severity, a reopening and the end of an id are written at once; anything
 * else at most once per update interval and incident.
 */
final class Publisher {
  /** How many ids are taken back at most for one incident after a replay. */
  private static final int MOST_TAKEN_BACK = 64;

  /** How many strands are remembered of an incident, to find where its evidence went. */
  private static final int MOST_STRANDS = 16;

  private final IncidentPolicy policy;
  private final IncidentView view;
  private final InstantSource clock;
  private final long replayedUntil;
  private final DeskMemory.Shelf<Published> shelf;
  private final Map<String, Published> published;
  private final Map<String, Cluster> told = new HashMap<>();
  private final Map<String, Long> endedVersions = new HashMap<>();
  private final Set<String> takenBack = new HashSet<>();

  Publisher(
      IncidentPolicy policy,
      IncidentView view,
      InstantSource clock,
      long replayedUntil,
      DeskMemory.Shelf<Published> shelf) {
    this.policy = policy;
    this.view = view;
    this.clock = clock;
    this.replayedUntil = replayedUntil;
    this.shelf = shelf;
    this.published = new TreeMap<>(shelf.all());
  }

  /** Takes what stands as what readers know, where nothing waits to be told. */
  void remember(List<Standing> standings) {
    for (Standing standing : standings) {
      Published known = published.get(standing.id());
      if (known != null && !known.behind()) {
        told.put(standing.id(), standing.whole());
      }
    }
  }

  int size() {
    return published.size();
  }

  boolean isOpen(String id) {
    Published known = published.get(id);
    return known != null && known.isOpen();
  }

  /** When the next update that waits may be written. */
  long nextWrite() {
    return published.values().stream()
        .filter(Published::behind)
        .mapToLong(known -> known.writtenAt() + policy.updateMillis())
        .min()
        .orElse(DeskStep.NEVER);
  }

  /**
   * Writes what is new since the last call.
   *
   * @param everything whether to write everything that waits, whatever the interval
   */
  List<Incident> publish(List<Standing> standings, boolean everything) {
    List<Incident> updates = new ArrayList<>();
    long now = clock.millis();
    for (Standing standing : standings) {
      if (standing.whole().isIncident()) {
        publish(standing, everything, now, updates);
      }
    }
    takeBack(standings, now, updates);
    endedVersions.values().removeIf(version -> version < now);
    return updates;
  }

  private void publish(Standing standing, boolean everything, long now, List<Incident> updates) {
    String id = standing.id();
    Published known = published.get(id);
    if (known == null) {
      updates.add(write(standing, IncidentStatus.OPEN, IncidentChange.OPENED, now));
      takeBackReplayed(standing, now, updates);
      return;
    }
    Cluster before = told.get(id);
    boolean changed = !isSame(before, standing.whole());
    if (!changed && !known.behind()) {
      return;
    }
    boolean reopens = changed && !known.isOpen() && isTouched(before, standing.whole());
    boolean escalates = view.severity(standing.whole()).compareTo(known.severity()) > 0;
    boolean urgent = reopens || escalates || everything;
    if (urgent || now - known.writtenAt() >= policy.updateMillis()) {
      IncidentChange change =
          escalates
              ? IncidentChange.ESCALATED
              : reopens ? IncidentChange.REOPENED : IncidentChange.UPDATED;
      updates.add(write(standing, reopens ? IncidentStatus.OPEN : known.status(), change, now));
      takeBackReplayed(standing, now, updates);
    } else if (!known.behind()) {
      keep(id, known.fallBehind());
    }
  }

  /** Closes the incidents that the watermark has left behind by the quiet gap. */
  List<Incident> close(List<Standing> standings, long watermark) {
    List<Incident> updates = new ArrayList<>();
    long now = clock.millis();
    for (Standing standing : standings) {
      if (isOpen(standing.id())
          && standing.whole().isIncident()
          && standing.whole().closesAt(policy.quietMillis()) <= watermark) {
        updates.add(write(standing, IncidentStatus.CLOSED, IncidentChange.CLOSED, now));
      }
    }
    return updates;
  }

  /** Forgets an id without a word. */
  void forget(String id) {
    told.remove(id);
    if (published.remove(id) != null) {
      shelf.remove(id);
    }
  }

  /** When evidence was touched last says nothing to readers. */
  private static boolean isSame(Cluster told, Cluster now) {
    return told != null && (told.equals(now) || told.touchedAt(now.touched()).equals(now));
  }

  private static boolean isTouched(Cluster told, Cluster now) {
    return told == null || told.touched() != now.touched() || told.lastTime() != now.lastTime();
  }

  private Incident write(
      Standing standing, IncidentStatus status, IncidentChange change, long now) {
    Incident incident = view.incident(standing, status, change, version(standing.id(), now));
    List<String> strands =
        standing.component().strands().stream()
            .map(Strand::key)
            .distinct()
            .limit(MOST_STRANDS)
            .toList();
    keep(
        incident.id(),
        new Published(
            incident.version(),
            now,
            incident.status(),
            incident.severity(),
            incident.title(),
            incident.primary(),
            incident.firstTime(),
            incident.lastTime(),
            incident.classification(),
            incident.observed(),
            strands,
            false));
    told.put(standing.id(), standing.whole());
    return incident;
  }

  private void keep(String id, Published known) {
    published.put(id, known);
    shelf.put(id, known);
  }

  /** Ends the ids that nothing stands for any more. */
  private void takeBack(List<Standing> standings, long now, List<Incident> updates) {
    Set<String> standing = new HashSet<>();
    for (Standing s : standings) {
      if (s.whole().isIncident()) {
        standing.add(s.id());
      }
    }
    List<String> gone = published.keySet().stream().filter(id -> !standing.contains(id)).toList();
    for (String id : gone) {
      Published known = published.get(id);
      updates.add(view.ended(id, known, successor(standings, known), version(id, now)));
      endedVersions.put(id, version(id, now));
      forget(id);
    }
  }

  /** The incident that holds the earliest of an ended incident's evidence that is still there. */
  private String successor(List<Standing> standings, Published known) {
    for (String strand : known.strands()) {
      for (Standing standing : standings) {
        if (standing.whole().isIncident() && holds(standing, strand, known)) {
          return standing.id();
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

  /**
   * Ends the ids that a lost attempt of the job may have written for parts of an incident, having
   * seen its evidence in another order: one for each strand and step of time.
   */
  private void takeBackReplayed(Standing standing, long now, List<Incident> updates) {
    if (standing.component().strands().stream()
        .noneMatch(s -> s.cluster().observed() <= replayedUntil)) {
      return;
    }
    int left = MOST_TAKEN_BACK;
    for (Strand strand : standing.component().strands()) {
      long last = view.slot(strand.cluster().lastTime());
      for (long slot = view.slot(strand.cluster().firstTime()); slot <= last && left > 0; slot++) {
        String other = view.idOf(strand, slot);
        if (!other.equals(standing.id()) && !published.containsKey(other) && takenBack.add(other)) {
          Published known = published.get(standing.id());
          updates.add(view.ended(other, known, standing.id(), version(other, now)));
          left--;
        }
      }
    }
  }

  private long version(String id, long now) {
    Published known = published.get(id);
    long last = known == null ? endedVersions.getOrDefault(id, Long.MIN_VALUE) : known.version();
    return last == Long.MIN_VALUE ? now : Math.max(last + 1, now);
  }
}
