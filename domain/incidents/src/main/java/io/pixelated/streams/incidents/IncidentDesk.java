package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
  private final HeldEvidence evidence;
  private final Survey survey;
  private final ReaderKnowledge readers;
  private final Publisher publisher;
  private final InstantSource clock;

  private List<Standing> standings = List.of();
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
    Objects.requireNonNull(memory, "memory");
    ClusterJoin clusters = new ClusterJoin(policy);
    IncidentView view = new IncidentView(policy, region, clusters);
    this.evidence = new HeldEvidence(policy, clusters, memory);
    this.survey = new Survey(policy, clusters, view);
    this.readers = new ReaderKnowledge(memory.published());
    this.publisher = new Publisher(policy, view, clock, replayedUntil, readers);
    look();
    readers.remember(standings);
  }

  /** Pieces of evidence that were given up because there were too many. */
  public long shed() {
    return shed;
  }

  /** Incidents that readers know of: open, or closed and not yet forgotten. */
  public int incidents() {
    return readers.size();
  }

  /** Strands that are held, settled or in doubt. */
  public int strands() {
    return evidence.size();
  }

  /**
   * Takes a report in.
   *
   * @param watermark the current watermark
   */
  public DeskStep apply(Report report, long watermark) {
    switch (report.state()) {
      case PROVISIONAL -> {
        dirty |= evidence.doubt(report);
        shed += evidence.giveUpDoubts();
      }
      case FINAL, CLOSED -> dirty |= evidence.settle(report);
      case WITHDRAWN -> {
        if (evidence.withdraw(report.alert())) {
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
    long erased = evidence.erase(erasure);
    erased += readers.erase(erasure);
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

  /** What readers are told depends on the evidence and the watermark, not on which came first. */
  private List<Incident> publish(boolean everything, long watermark) {
    dirty |= evidence.expire(watermark);
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
    standings = survey.of(evidence.strands());
  }

  private void boundEvidence(List<Incident> updates) {
    Excess excess = Excess.of(standings, policy.bounds().pieces());
    if (excess.isNone()) {
      return;
    }
    for (Standing standing : excess.standings()) {
      updates.addAll(publisher.closeForGood(standing));
      forget(standing);
    }
    excess.strands().forEach(evidence::drop);
    shed += excess.pieces();
    look();
  }

  /** What readers know of an incident stays as it is; what is none any more is still taken back. */
  private void forget(Standing standing) {
    if (standing.whole().isIncident()) {
      readers.forget(standing.id());
    }
    for (Strand strand : standing.component().strands()) {
      dirty |= evidence.drop(strand);
    }
  }

  private DeskStep step(List<Incident> updates, long watermark) {
    long processing = publisher.nextWrite();
    if (dirty) {
      processing = Math.min(processing, nextLook());
    }
    long event = evidence.nextExpiry();
    for (Standing standing : standings) {
      event =
          Math.min(
              event,
              readers.isOpen(standing.id())
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
