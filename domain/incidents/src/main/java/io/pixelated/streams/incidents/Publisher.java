package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which updates are written now, which wait, and which ids are taken back.
 *
 * <p>An opening, a rise in severity, a reopening and the end of an id are written at once; anything
 * else at most once per update interval and incident.
 */
final class Publisher {
  /** How many strands are remembered of an incident, to find where its evidence went. */
  private static final int MOST_STRANDS = 16;

  private final IncidentPolicy policy;
  private final IncidentView view;
  private final InstantSource clock;
  private final DeskMemory.Shelf<Published> shelf;
  private final Map<String, Published> published;
  private final Map<String, Cluster> told = new HashMap<>();
  private final Map<String, Long> endedVersions = new HashMap<>();
  private final LostAttempt lost;
  private Set<String> standingIds = Set.of();

  Publisher(
      IncidentPolicy policy,
      IncidentView view,
      InstantSource clock,
      long replayedUntil,
      DeskMemory.Shelf<Published> shelf) {
    this.policy = policy;
    this.view = view;
    this.clock = clock;
    this.lost = new LostAttempt(view, replayedUntil);
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
      if (over && isOpen(incident.id())) {
        updates.add(write(incident, IncidentStatus.CLOSED, IncidentChange.CLOSED, now));
      }
    }
    takeBack(incidents, now, updates);
    takeBackDisowned(incidents, now, updates);
    endedVersions.values().removeIf(version -> version < now);
    return updates;
  }

  private void publish(
      Standing standing, boolean everything, boolean over, long now, List<Incident> updates) {
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
    boolean reopens = changed && !known.isOpen() && !over && isTouched(known, before, standing);
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

  /** Notes which incidents have more to tell than readers know. */
  void noteWhatWaits(List<Standing> standings) {
    for (Standing standing : standings) {
      Published known = published.get(standing.id());
      if (known != null && !known.behind() && !isSame(told.get(standing.id()), standing.whole())) {
        keep(standing.id(), known.fallBehind());
      }
    }
  }

  /** The update of an incident that waits, if one does. */
  List<Incident> catchUp(Standing standing) {
    Published known = published.get(standing.id());
    return known != null && known.behind()
        ? List.of(write(standing, known.status(), IncidentChange.UPDATED, clock.millis()))
        : List.of();
  }

  /** The closing of an incident that is open, but will not be looked at any longer. */
  List<Incident> closeForGood(Standing standing) {
    return standing.whole().isIncident() && isOpen(standing.id())
        ? List.of(write(standing, IncidentStatus.CLOSED, IncidentChange.CLOSED, clock.millis()))
        : List.of();
  }

  /**
   * Takes a person out of what readers are known to know.
   *
   * @return of how many incidents
   */
  int erase(Erasure erasure) {
    int erased = 0;
    for (Map.Entry<String, Published> entry : List.copyOf(published.entrySet())) {
      Optional<Published> blank = erasure.blank(entry.getValue());
      if (blank.isPresent()) {
        keep(entry.getKey(), blank.get());
        erased++;
      }
    }
    return erased;
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

  /** After a restart it is not known when the evidence that readers know of was touched last. */
  private static boolean isTouched(Published known, Cluster told, Standing standing) {
    Cluster now = standing.whole();
    return told == null
        ? known.lastTime() != now.lastTime()
        : told.touched() != now.touched() || told.lastTime() != now.lastTime();
  }

  private Incident write(
      Standing standing, IncidentStatus status, IncidentChange change, long now) {
    Incident incident = view.incident(standing, status, change, version(standing.id(), now));
    keep(incident.id(), published(standing, incident, now));
    told.put(standing.id(), standing.whole());
    return incident;
  }

  private static Published published(Standing standing, Incident incident, long now) {
    List<String> strands =
        standing.component().strands().stream()
            .map(Strand::key)
            .distinct()
            .limit(MOST_STRANDS)
            .toList();
    return new Published(
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
        false);
  }

  private void keep(String id, Published known) {
    published.put(id, known);
    shelf.put(id, known);
  }

  /** Ends the ids that nothing stands for any more. */
  private void takeBack(List<Standing> incidents, long now, List<Incident> updates) {
    List<String> gone =
        published.keySet().stream().filter(id -> !standingIds.contains(id)).toList();
    for (String id : gone) {
      Published known = published.get(id);
      updates.add(view.ended(id, known, successor(incidents, known), version(id, now)));
      endedVersions.put(id, version(id, now));
      forget(id);
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
    Published known = published.get(whole.id());
    for (String other : lost.idsOf(whole, this::isKnown)) {
      updates.add(view.ended(other, known, whole.id(), version(other, now)));
      endedVersions.put(other, version(other, now));
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
      long version = version(alone.id(), now);
      Incident was =
          view.incident(alone, IncidentStatus.WITHDRAWN, IncidentChange.WITHDRAWN, version);
      Published known = published(alone, was, now);
      updates.add(view.ended(alone.id(), known, successor(incidents, known), version));
      endedVersions.put(alone.id(), version);
    }
  }

  private boolean isKnown(String id) {
    return standingIds.contains(id) || published.containsKey(id);
  }

  private long version(String id, long now) {
    Published known = published.get(id);
    long last = known == null ? endedVersions.getOrDefault(id, Long.MIN_VALUE) : known.version();
    return last == Long.MIN_VALUE ? now : Math.max(last + 1, now);
  }
}
