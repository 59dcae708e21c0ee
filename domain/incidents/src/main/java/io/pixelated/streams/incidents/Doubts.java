package io.pixelated.streams.incidents;

import io.pixelated.streams.incidents.DeskMemory.Doubt;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provisional alerts that have no outcome yet.
 *
 * <p>An alert's outcome may link other entities than its announcement did and so come by another
 * way: it may overtake it. What has its outcome before it is announced is never in doubt.
 */
final class Doubts {
  private final int most;
  private final long graceMillis;
  private final DeskMemory.Shelf<Doubt> shelf;
  private final Map<String, Doubt> open;

  /** Alerts that had their outcome without having been in doubt; not kept through a restart. */
  private final Set<String> ahead = new LinkedHashSet<>();

  Doubts(IncidentPolicy policy, DeskMemory.Shelf<Doubt> shelf) {
    this.most = policy.bounds().provisional();
    this.graceMillis = policy.graceMillis();
    this.shelf = shelf;
    this.open = new HashMap<>(shelf.all());
  }

  int size() {
    return open.size();
  }

  Collection<Doubt> all() {
    return open.values();
  }

  /** Whether an alert that is announced is in doubt from now on. */
  boolean announce(Report report) {
    if (ahead.remove(report.alert())) {
      return false;
    }
    Doubt doubt = new Doubt(report.links(), report.cluster());
    open.put(report.alert(), doubt);
    shelf.put(report.alert(), doubt);
    return true;
  }

  /** Whether an alert that now has its outcome was in doubt. */
  boolean decide(String alert) {
    if (remove(alert)) {
      return true;
    }
    ahead.add(alert);
    if (ahead.size() > most) {
      Iterator<String> oldest = ahead.iterator();
      oldest.next();
      oldest.remove();
    }
    return false;
  }

  /** Whether an alert was in doubt, which it is no longer, whatever is said of it later. */
  boolean remove(String alert) {
    if (open.remove(alert) == null) {
      return false;
    }
    shelf.remove(alert);
    return true;
  }

  /**
   * Takes a person out of what is in doubt.
   *
   * @return of how many alerts
   */
  int erase(Erasure erasure) {
    int erased = 0;
    for (Map.Entry<String, Doubt> entry : List.copyOf(open.entrySet())) {
      Doubt doubt = entry.getValue();
      Optional<Cluster> left =
          erasure.links(doubt.links()) ? Optional.empty() : erasure.without(doubt.cluster());
      if (left.isEmpty()) {
        remove(entry.getKey());
        erased++;
      } else if (!left.get().equals(doubt.cluster())) {
        Doubt nameless = new Doubt(doubt.links(), left.get());
        open.put(entry.getKey(), nameless);
        shelf.put(entry.getKey(), nameless);
        erased++;
      }
    }
    return erased;
  }

  /**
   * Gives the latest up when there are too many: they will come again as final alerts. A tenth at
   * once, to sort seldom.
   *
   * @return how many
   */
  int giveUp() {
    if (open.size() <= most) {
      return 0;
    }
    List<String> latest =
        open.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Doubt> d) -> d.getValue().cluster().lastTime())
                    .thenComparing(Map.Entry::getKey))
            .skip(most - most / 10)
            .map(Map.Entry::getKey)
            .toList();
    latest.forEach(this::remove);
    return latest.size();
  }

  /**
   * Takes those back that the watermark has passed by more than the grace, at the end of the input
   * all.
   *
   * @return whether there were any
   */
  boolean expire(long watermark) {
    List<String> expired =
        open.entrySet().stream()
            .filter(d -> watermark == Long.MAX_VALUE || expiry(d.getValue()) <= watermark)
            .map(Map.Entry::getKey)
            .toList();
    expired.forEach(this::remove);
    return !expired.isEmpty();
  }

  /** When the next has to be taken back, in event time. */
  long nextExpiry() {
    return open.values().stream().mapToLong(this::expiry).min().orElse(DeskStep.NEVER);
  }

  private long expiry(Doubt doubt) {
    return doubt.cluster().lastTime() + graceMillis;
  }
}
