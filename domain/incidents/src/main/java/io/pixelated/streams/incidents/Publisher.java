package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final IncidentPolicy policy;
  private final IncidentView view;
  private final InstantSource clock;
  private final long replayedUntil;

  Publisher(IncidentPolicy policy, IncidentView view, InstantSource clock, long replayedUntil) {
    this.policy = policy;
    this.view = view;
    this.clock = clock;
    this.replayedUntil = replayedUntil;
  }

  /** A book after publishing, and what to write. */
  record Result(IncidentBook book, List<Incident> updates) {}

  boolean isOpen(Published known) {
    return known.status() == IncidentStatus.OPEN;
  }

  /** When the next update that waits may be written. */
  long nextWrite(IncidentBook book) {
    return book.published().values().stream()
        .filter(Published::behind)
        .mapToLong(known -> known.writtenAt() + policy.updateMillis())
        .min()
        .orElse(Step.NEVER);
  }

  /**
   * Writes what is new since the last call.
   *
   * @param signal what changed the clusters; null if it was only time that passed
   */
  Result publish(IncidentBook book, List<Cluster> clusters, Signal signal) {
    Draft draft = new Draft(book);
    for (Cluster cluster : clusters) {
      String id = view.id(book.primary(), cluster.firstTime());
      Published known = draft.published.get(id);
      boolean changed = signal != null && affects(signal, cluster);
      if (cluster.isIncident() && (known == null || changed || known.behind())) {
        draft.write(id, cluster, known, changed);
      }
    }
    draft.takeBack(clusters);
    if (signal != null && signal.evidence().observed() <= replayedUntil) {
      draft.takeBackReplayed(clusters, signal);
    }
    return draft.result();
  }

  /** Writes everything that waits, whatever the interval. */
  Result publishAll(IncidentBook book, List<Cluster> clusters) {
    Draft draft = new Draft(book);
    for (Cluster cluster : clusters) {
      String id = view.id(book.primary(), cluster.firstTime());
      Published known = draft.published.get(id);
      if (cluster.isIncident() && (known == null || known.behind())) {
        draft.emit(id, cluster, IncidentStatus.OPEN);
      }
    }
    return draft.result();
  }

  /** Closes the incidents that the watermark has left behind by the quiet gap. */
  Result close(IncidentBook book, List<Cluster> clusters, long watermark) {
    Draft draft = new Draft(book);
    for (Cluster cluster : clusters) {
      String id = view.id(book.primary(), cluster.firstTime());
      Published known = draft.published.get(id);
      if (known != null
          && isOpen(known)
          && cluster.isIncident()
          && cluster.closesAt(policy.quietMillis()) <= watermark) {
        draft.emit(id, cluster, IncidentStatus.CLOSED);
      }
    }
    return draft.result();
  }

  private boolean affects(Signal signal, Cluster cluster) {
    return cluster.reaches(signal.evidence().time(), policy.quietMillis());
  }

  /** A book being written. */
  private final class Draft {
    private final IncidentBook book;
    private final Map<String, Published> published;
    private final List<Incident> updates = new ArrayList<>();
    private final long now = clock.millis();
    private long version;

    Draft(IncidentBook book) {
      this.book = book;
      this.published = new HashMap<>(book.published());
      this.version = book.lastVersion();
    }

    Result result() {
      return new Result(
          new IncidentBook(book.primary(), book.settled(), book.provisional(), published, version),
          updates);
    }

    void write(String id, Cluster cluster, Published known, boolean changed) {
      boolean urgent =
          known == null
              || (changed && !isOpen(known))
              || view.severity(cluster).compareTo(known.severity()) > 0;
      if (urgent || now - known.writtenAt() >= policy.updateMillis()) {
        emit(id, cluster, changed || known == null ? IncidentStatus.OPEN : known.status());
      } else {
        published.put(id, known.fallBehind());
      }
    }

    void emit(String id, Cluster cluster, IncidentStatus status) {
      Incident incident = view.incident(book.primary(), cluster, status, nextVersion());
      updates.add(incident);
      published.put(id, known(incident));
    }

    /** Ends the ids that no cluster stands for any more. */
    void takeBack(List<Cluster> clusters) {
      Map<String, Cluster> standing = new HashMap<>();
      for (Cluster cluster : clusters) {
        if (cluster.isIncident()) {
          standing.put(view.id(book.primary(), cluster.firstTime()), cluster);
        }
      }
      for (Map.Entry<String, Published> entry : new TreeMap<>(published).entrySet()) {
        if (!standing.containsKey(entry.getKey())) {
          end(entry.getKey(), entry.getValue(), successor(standing, entry.getValue()));
          published.remove(entry.getKey());
        }
      }
    }

    /**
     * Ends the ids that a lost attempt of the job may have written for parts of an incident, having
     * seen its evidence in another order: one for each step of time that the incident spans.
     */
    void takeBackReplayed(List<Cluster> clusters, Signal signal) {
      for (Cluster cluster : clusters) {
        if (!cluster.isIncident() || !affects(signal, cluster)) {
          continue;
        }
        String id = view.id(book.primary(), cluster.firstTime());
        long first = view.slot(cluster.firstTime());
        long last = Math.min(view.slot(cluster.lastTime()), first + MOST_TAKEN_BACK);
        for (long slot = first + 1; slot <= last; slot++) {
          String other = view.idOfSlot(book.primary(), slot);
          if (!published.containsKey(other)) {
            end(other, published.get(id), id);
          }
        }
      }
    }

    private void end(String id, Published known, String mergedInto) {
      updates.add(view.ended(book.primary(), id, known, mergedInto, nextVersion()));
    }

    private String successor(Map<String, Cluster> standing, Published known) {
      return new TreeMap<>(standing)
          .entrySet().stream()
              .filter(e -> e.getValue().reaches(known.firstTime(), policy.quietMillis()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("");
    }

    private long nextVersion() {
      version = Math.max(version + 1, now);
      return version;
    }

    private Published known(Incident incident) {
      Level severity = incident.severity();
      return new Published(
          now,
          incident.status(),
          severity,
          incident.title(),
          incident.firstTime(),
          incident.lastTime(),
          incident.classification(),
          incident.observed(),
          false);
    }
  }
}
