package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Level;
import java.util.List;
import java.util.Objects;

/**
 * Evidence that belongs together: a strand of it, with no quiet gap in it, or all of an incident.
 *
 * <p>Clusters are joined by {@link ClusterJoin}, in any order with the same result.
 *
 * @param firstTime event time of the earliest evidence, epoch milliseconds
 * @param lastTime event time of the latest evidence, epoch milliseconds
 * @param kept the evidence that is kept, the most telling of each rule first, bounded
 * @param ids hashes of evidence ids, rising: all of them, or the smallest when there are too many,
 *     from which their number is estimated
 * @param rules the rules that matched, by id, bounded
 * @param tags the ATT&CK tags of their rules, sorted, bounded
 * @param topLevel the highest level of stand-alone rules
 * @param raised whether there is evidence that opens an incident by itself
 * @param risky whether enough rules together passed the risk threshold at some hour
 * @param peakRisk the highest risk at any hour
 * @param classification data classes and jurisdictions of all evidence
 * @param observed the latest Kafka timestamp of all evidence, epoch milliseconds
 * @param touched the watermark when it last changed: decides when it is closed and forgotten
 */
public record Cluster(
    long firstTime,
    long lastTime,
    List<Holding> kept,
    List<Long> ids,
    List<RuleTrace> rules,
    List<String> tags,
    Level topLevel,
    boolean raised,
    boolean risky,
    double peakRisk,
    Classification classification,
    long observed,
    long touched) {
  public Cluster {
    Objects.requireNonNull(topLevel, "topLevel");
    Objects.requireNonNull(classification, "classification");
    kept = List.copyOf(kept);
    ids = List.copyOf(ids);
    rules = List.copyOf(rules);
    tags = List.copyOf(tags);
  }

  boolean isIncident() {
    return raised || risky;
  }

  /** Whether a time is no further away than the gap. */
  boolean reaches(long time, long gap) {
    return firstTime - gap <= time && time <= lastTime + gap;
  }

  boolean reaches(Cluster other, long gap) {
    return firstTime - gap <= other.lastTime && other.firstTime <= lastTime + gap;
  }

  /** From when on, by the watermark, it counts as over. */
  long closesAt(long gap) {
    return Math.max(lastTime, touched) + gap;
  }

  /** The same evidence, of which others are kept. */
  Cluster keeping(List<Holding> others) {
    return new Cluster(
        firstTime,
        lastTime,
        others,
        ids,
        rules,
        tags,
        topLevel,
        raised,
        risky,
        peakRisk,
        classification,
        observed,
        touched);
  }

  Cluster touchedAt(long watermark) {
    return new Cluster(
        firstTime,
        lastTime,
        kept,
        ids,
        rules,
        tags,
        topLevel,
        raised,
        risky,
        peakRisk,
        classification,
        observed,
        watermark);
  }
}
