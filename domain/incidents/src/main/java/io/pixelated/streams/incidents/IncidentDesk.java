package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.incidents.DeskMemory.Settled;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The one desk of a region, where all evidence comes together: it holds the graph of strands, finds
 * the incidents in it and says what to tell their readers.
 *
 * <p>Call {@link #apply} with every report and the other two when the timers that the last {@link
 * DeskStep} asked for fire. Earlier timers may stay registered; calls that come too often change
 * nothing. Not thread-safe.
 *
 * <p>The graph is looked at as a whole, again and again: what an incident is does not depend on how
 * it came about. The more there is to look at, the longer the desk waits for more to come before it
 * looks again, so that a flood costs it no more than a share of its time.
 */
public final class IncidentDesk {
  /** How many strands add a millisecond to the least time between two looks. */
  private static final int STRANDS_PER_MILLI = 100;

  private final IncidentPolicy policy;
  private final ClusterJoin clusters;
  private final Components components;
  private final LearnedHubs learnedHubs;
  private final IncidentView view;
  private final Publisher publisher;
  private final InstantSource clock;
  private final DeskMemory memory;

  private final Map<String, Settled> settled;
  private final Doubts doubts;
  private List<Standing> standings = List.of();
  private IdentityHashMap<Cluster, Standing> byFirst = new IdentityHashMap<>();
  private Set<Entity> hubs = Set.of();
  private boolean dirty;
  private long lookedAt = Long.MIN_VALUE;
  private long shed;

  /**
   * @param region the region that the incidents belong to
   * @param clock tells versions and the time of the last update
   * @param replayedUntil the clock's time when the job was last restored from a failure, else
   *     {@link Long#MIN_VALUE}: what was observed before it may have been seen by the lost attempt
   *     in another order, so ids that it may have written are taken back
   * @param memory what an earlier desk left behind
   */
  public IncidentDesk(
      IncidentPolicy policy,
      String region,
      InstantSource clock,
      long replayedUntil,
      DeskMemory memory) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.memory = Objects.requireNonNull(memory, "memory");
    this.clusters = new ClusterJoin(policy);
    this.components = new Components(policy);
    this.learnedHubs = new LearnedHubs(policy.grouping());
    this.view = new IncidentView(policy, region, clusters);
    this.publisher = new Publisher(policy, view, clock, replayedUntil, memory.published());
    this.settled = new HashMap<>(memory.strands().all());
    this.doubts = new Doubts(policy, memory.doubts());
    look();
    publisher.remember(standings);
  }

  /** Pieces of evidence that were given up because there were too many. */
  public long shed() {
    return shed;
  }

  /** Incidents that readers know of: open, or closed and not yet forgotten. */
  public int incidents() {
    return publisher.size();
  }

  /** Strands that are held, settled or in doubt. */
  public int strands() {
    return settled.size() + doubts.size();
  }

  /**
   * Takes a report in.
   *
   * @param watermark the current watermark
   */
  public DeskStep apply(Report report, long watermark) {
    switch (report.state()) {
      case PROVISIONAL -> doubt(report);
      case FINAL, CLOSED -> settle(report);
      case WITHDRAWN -> {
        if (doubts.decide(report.alert())) {
          dirty = true;
        } else {
          publisher.disown(strand(report));
        }
      }
      case CONFIRMED -> publisher.disown(strand(report));
    }
    // What the last step asked for still stands.
    return dirty || publisher.disowns()
        ? onProcessingTime(watermark)
        : new DeskStep(List.of(), DeskStep.NEVER, DeskStep.NEVER);
  }

  /**
   * Notes in the memory which incidents have more to tell than readers know: to be called before
   * the memory is stored, for what came since the last look would be taken for known.
   */
  public void beforeSnapshot() {
    boolean unseen = dirty;
    if (unseen) {
      look();
    }
    publisher.noteWhatWaits(standings);
    dirty = unseen;
  }

  /** Looks at what came since the last look, and writes what had to wait. */
  public DeskStep onProcessingTime(long watermark) {
    return clock.millis() >= nextLook()
        ? step(publish(false, watermark), watermark)
        : new DeskStep(List.of(), nextLook(), DeskStep.NEVER);
  }

  /**
   * Takes provisional alerts back that were never confirmed, closes incidents that have become
   * quiet, and forgets those that ended long ago.
   *
   * @param watermark the current watermark; {@link Long#MAX_VALUE}, the end of a bounded input,
   *     concludes nothing from the silence after it but writes everything that had to wait
   */
  public DeskStep onEventTime(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      return step(publish(true, watermark), watermark);
    }
    List<Incident> updates = new ArrayList<>(publish(false, watermark));
    for (Standing standing : standings) {
      if (policy.forgottenAt(standing.whole()) <= watermark) {
        updates.addAll(publisher.catchUp(standing));
        forget(standing);
      }
    }
    if (dirty) {
      look(); // nothing that readers know of is different without what was forgotten
    }
    return step(updates, watermark);
  }

  /**
   * Takes a person out of all evidence. What then is no incident any more is withdrawn, what still
   * is one is told anew.
   *
   * @param watermark the current watermark
   */
  public Erased erase(Erasure erasure, long watermark) {
    long erased = doubts.erase(erasure);
    erased += publisher.erase(erasure);
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
    dirty |= erased > 0;
    return new Erased(erased, step(publish(true, watermark), watermark));
  }

  /**
   * What came of an erasure.
   *
   * @param count in how many places there was something to erase
   * @param step what to tell readers
   */
  public record Erased(long count, DeskStep step) {}

  private void doubt(Report report) {
    dirty |= doubts.announce(report);
    shed += doubts.giveUp();
  }

  private void settle(Report report) {
    if (!report.alert().isEmpty()) {
      dirty |= doubts.decide(report.alert());
    }
    Settled before = settled.get(report.key());
    List<Cluster> had = before == null ? List.of() : before.clusters();
    List<Cluster> has = clusters.add(had, report.cluster(), policy.gap(report.links()));
    if (!has.equals(had)) {
      keep(report.key(), report.links(), has);
    }
  }

  private void keep(String key, List<Entity> links, List<Cluster> kept) {
    dirty = true;
    if (kept.isEmpty()) {
      settled.remove(key);
      memory.strands().remove(key);
      return;
    }
    Settled now = new Settled(links, kept);
    settled.put(key, now);
    memory.strands().put(key, now);
  }

  /** What readers are told depends on the evidence and the watermark, not on which came first. */
  private List<Incident> publish(boolean everything, long watermark) {
    dirty |= doubts.expire(watermark);
    List<Incident> updates = new ArrayList<>();
    if (dirty) {
      look();
      boundEvidence(updates);
    }
    updates.addAll(publisher.publish(standings, everything, watermark));
    return updates;
  }

  private void look() {
    dirty = false;
    lookedAt = clock.millis();
    List<Strand> strands = new ArrayList<>(strands());
    settled.forEach(
        (key, held) -> held.clusters().forEach(c -> strands.add(new Strand(key, held.links(), c))));
    doubts
        .all()
        .forEach(d -> strands.add(new Strand(Strand.key(d.links()), d.links(), d.cluster())));
    Set<Entity> hubsNow = learnedHubs.of(strands);
    if (!hubsNow.equals(hubs)) {
      // Ids are derived from what links.
      hubs = hubsNow;
      byFirst.clear();
    }
    IdentityHashMap<Cluster, Standing> now = new IdentityHashMap<>();
    List<Standing> found = new ArrayList<>();
    for (Component component : components.of(strands, hubs::contains)) {
      Cluster first = component.strands().get(0).cluster();
      Standing standing = standing(component, byFirst.get(first));
      now.put(first, standing);
      found.add(standing);
    }
    byFirst = now;
    standings = found;
  }

  /** Joining is what costs; a component that is as it was is not joined again. */
  private Standing standing(Component component, Standing before) {
    if (before != null && isSame(before.component().strands(), component.strands())) {
      return before;
    }
    Cluster whole = component.strands().get(0).cluster();
    for (Strand strand : component.strands().subList(1, component.strands().size())) {
      whole = clusters.join(whole, strand.cluster());
    }
    return new Standing(view.id(component, hubs::contains), component, whole);
  }

  private static boolean isSame(List<Strand> a, List<Strand> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).cluster().equals(b.get(i).cluster())) {
        return false;
      }
    }
    return true;
  }

  /**
   * When there is too much evidence in all, what is no incident goes first, then what ended first;
   * what belongs together goes together, so that what stays is what it was.
   */
  private void boundEvidence(List<Incident> updates) {
    long most = policy.bounds().pieces();
    long held = standings.stream().mapToLong(s -> pieces(s.component())).sum();
    if (held <= most) {
      return;
    }
    long enough = most - most / 10;
    List<Standing> weakestFirst =
        standings.stream()
            .sorted(
                Comparator.comparing((Standing s) -> s.whole().isIncident())
                    .thenComparingDouble(s -> s.whole().isIncident() ? 0 : s.whole().peakRisk())
                    .thenComparingLong(s -> s.whole().lastTime())
                    .thenComparing(Standing::id))
            .toList();
    for (Standing standing : weakestFirst) {
      if (held <= enough) {
        break;
      }
      long pieces = pieces(standing.component());
      if (held - pieces >= enough / 2) {
        updates.addAll(publisher.closeForGood(standing));
        forget(standing);
        shed += pieces;
        held -= pieces;
      } else {
        held -= thin(standing, held - enough);
      }
    }
    look();
  }

  /** Of one incident that is too large by itself, the strands that tell least go. */
  private long thin(Standing standing, long tooMany) {
    long gone = 0;
    List<Strand> weakestFirst =
        standing.component().strands().stream()
            .sorted(
                Comparator.comparing((Strand s) -> s.cluster().raised())
                    .thenComparing(s -> s.cluster().topLevel())
                    .thenComparing(s -> s.cluster().firstTime(), Comparator.reverseOrder())
                    .thenComparing(Strand::key))
            .toList();
    for (Strand strand : weakestFirst) {
      if (gone >= tooMany) {
        break;
      }
      drop(strand);
      gone += strand.cluster().kept().size();
    }
    shed += gone;
    return gone;
  }

  private static long pieces(Component component) {
    return component.strands().stream().mapToLong(s -> s.cluster().kept().size()).sum();
  }

  /** What readers know of an incident stays as it is; what is none any more is still taken back. */
  private void forget(Standing standing) {
    if (standing.whole().isIncident()) {
      publisher.forget(standing.id());
    }
    for (Strand strand : standing.component().strands()) {
      drop(strand);
    }
  }

  private void drop(Strand strand) {
    Settled held = settled.get(strand.key());
    if (held != null && held.clusters().contains(strand.cluster())) {
      List<Cluster> others =
          held.clusters().stream().filter(c -> !c.equals(strand.cluster())).toList();
      keep(strand.key(), held.links(), others);
    } else {
      // A provisional alert is a strand by itself.
      strand.cluster().kept().forEach(h -> dirty |= doubts.remove(h.evidence().id()));
    }
  }

  private DeskStep step(List<Incident> updates, long watermark) {
    long processing = publisher.nextWrite();
    if (dirty) {
      processing = Math.min(processing, nextLook());
    }
    long event = doubts.nextExpiry();
    for (Standing standing : standings) {
      event =
          Math.min(
              event,
              publisher.isOpen(standing.id())
                  ? standing.whole().closesAt(policy.quietMillis())
                  : policy.forgottenAt(standing.whole()));
    }
    return new DeskStep(updates, processing, DeskStep.after(watermark, event));
  }

  private long nextLook() {
    return lookedAt == Long.MIN_VALUE ? lookedAt : lookedAt + strands() / STRANDS_PER_MILLI;
  }

  private static Strand strand(Report report) {
    return new Strand(report.key(), report.links(), report.cluster());
  }
}
