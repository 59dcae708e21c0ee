package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What readers know of incidents, as far as a desk remembers it; written through to its memory.
 * Clusters and the versions of ids that ended are not kept through a restart.
 */
final class ReaderKnowledge {
  private final DeskMemory.Shelf<Published> shelf;
  private final Map<String, Published> published;
  private final Map<String, Cluster> told = new HashMap<>();
  private final Map<String, Long> endedVersions = new HashMap<>();

  ReaderKnowledge(DeskMemory.Shelf<Published> shelf) {
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

  /** What they know under an id; null if they know nothing. */
  Published of(String id) {
    return published.get(id);
  }

  boolean isOpen(String id) {
    Published known = published.get(id);
    return known != null && known.isOpen();
  }

  /** The ids that they know, apart from some. */
  List<String> idsWithout(Set<String> some) {
    return published.keySet().stream().filter(id -> !some.contains(id)).toList();
  }

  /** When the first of the incidents that have more to tell was written. */
  Optional<Long> firstBehind() {
    return published.values().stream()
        .filter(Published::behind)
        .map(Published::writtenAt)
        .min(Long::compare);
  }

  /** Whether they know all that an incident has to tell. */
  boolean isTold(Standing standing) {
    Cluster before = told.get(standing.id());
    Cluster now = standing.whole();
    // When evidence was touched last says nothing to readers.
    return before != null && (before.equals(now) || before.touchedAt(now.touched()).equals(now));
  }

  /** Whether there is evidence that is younger than what they know. */
  boolean isTouched(Standing standing) {
    Cluster before = told.get(standing.id());
    Cluster now = standing.whole();
    // After a restart it is not known when the evidence that they know of was touched last.
    return before == null
        ? published.get(standing.id()).lastTime() != now.lastTime()
        : before.touched() != now.touched() || before.lastTime() != now.lastTime();
  }

  /** The version of the next that is written under an id. */
  long nextVersion(String id, long now) {
    Published known = published.get(id);
    long last = known == null ? endedVersions.getOrDefault(id, Long.MIN_VALUE) : known.version();
    return last == Long.MIN_VALUE ? now : Math.max(last + 1, now);
  }

  /** Notes that an incident is written. */
  void tell(Standing standing, Incident incident, long now) {
    keep(incident.id(), Published.of(standing, incident, now));
    told.put(standing.id(), standing.whole());
  }

  /** Notes that there is more to tell under an id than is written. */
  void fallBehind(String id) {
    Published known = published.get(id);
    if (known != null && !known.behind()) {
      keep(id, known.fallBehind());
    }
  }

  /** Notes that the last word on an id is written. */
  void end(String id, long version) {
    endedVersions.put(id, version);
    forget(id);
  }

  /** Forgets the versions of ended ids that the clock has passed: the next ones are higher. */
  void forgetEnded(long now) {
    endedVersions.values().removeIf(version -> version < now);
  }

  /** Forgets an id without a word. */
  void forget(String id) {
    told.remove(id);
    if (published.remove(id) != null) {
      shelf.remove(id);
    }
  }

  /**
   * Takes a person out of it.
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

  private void keep(String id, Published known) {
    published.put(id, known);
    shelf.put(id, known);
  }
}
