package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.incidents.DeskMemory.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The evidence that a desk holds, settled or in doubt, written through to its memory. What changes
 * it says whether there is anything new to look at.
 */
final class HeldEvidence {
  private final IncidentPolicy policy;
  private final ClusterJoin clusters;
  private final DeskMemory.Shelf<Settled> shelf;
  private final Map<String, Settled> settled;
  private final Doubts doubts;

  HeldEvidence(IncidentPolicy policy, ClusterJoin clusters, DeskMemory memory) {
    this.policy = policy;
    this.clusters = clusters;
    this.shelf = memory.strands();
    this.settled = new HashMap<>(shelf.all());
    this.doubts = new Doubts(policy, memory.doubts());
  }

  /** How many strands there are, about. */
  int size() {
    return settled.size() + doubts.size();
  }

  List<Strand> strands() {
    List<Strand> strands = new ArrayList<>(size());
    settled.forEach(
        (key, held) -> held.clusters().forEach(c -> strands.add(new Strand(key, held.links(), c))));
    doubts
        .all()
        .forEach(d -> strands.add(new Strand(Strand.key(d.links()), d.links(), d.cluster())));
    return strands;
  }

  /** Takes a provisional alert in. */
  boolean doubt(Report report) {
    return doubts.announce(report);
  }

  /** Gives provisional alerts up when there are too many; tells how many. */
  int giveUpDoubts() {
    return doubts.giveUp();
  }

  /** Decides that a provisional alert is none; false if it was not in doubt. */
  boolean withdraw(String alert) {
    return doubts.decide(alert);
  }

  /** Takes back the provisional alerts that were never confirmed. */
  boolean expire(long watermark) {
    return doubts.expire(watermark);
  }

  /** When the next provisional alert has to be taken back, in event time. */
  long nextExpiry() {
    return doubts.nextExpiry();
  }

  /** Takes settled evidence in, or more about it than was known. */
  boolean settle(Report report) {
    boolean decided = !report.alert().isEmpty() && doubts.decide(report.alert());
    Settled before = settled.get(report.key());
    List<Cluster> had = before == null ? List.of() : before.clusters();
    List<Cluster> has = clusters.add(had, report.cluster(), policy.gap(report.links()));
    if (has.equals(had)) {
      return decided;
    }
    keep(report.key(), report.links(), has);
    return true;
  }

  /** Lets a strand go; false if it was not held. */
  boolean drop(Strand strand) {
    Settled held = settled.get(strand.key());
    if (held != null && held.clusters().contains(strand.cluster())) {
      List<Cluster> others =
          held.clusters().stream().filter(c -> !c.equals(strand.cluster())).toList();
      keep(strand.key(), held.links(), others);
      return true;
    }
    // A provisional alert is a strand by itself.
    boolean dropped = false;
    for (Holding alert : strand.cluster().kept()) {
      dropped |= doubts.remove(alert.evidence().id());
    }
    return dropped;
  }

  /**
   * Takes a person out of all evidence.
   *
   * @return in how many places there was something to erase
   */
  int erase(Erasure erasure) {
    int erased = doubts.erase(erasure);
    for (Map.Entry<String, Settled> entry : List.copyOf(settled.entrySet())) {
      Settled held = entry.getValue();
      List<Cluster> left =
          erasure.links(held.links())
              ? List.of()
              : held.clusters().stream().flatMap(c -> erasure.without(c).stream()).toList();
      if (!left.equals(held.clusters())) {
        keep(entry.getKey(), held.links(), left);
        erased++;
      }
    }
    return erased;
  }

  private void keep(String key, List<Entity> links, List<Cluster> kept) {
    if (kept.isEmpty()) {
      settled.remove(key);
      shelf.remove(key);
      return;
    }
    Settled now = new Settled(links, kept);
    settled.put(key, now);
    shelf.put(key, now);
  }
}
