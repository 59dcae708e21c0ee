package io.pixelated.streams.jobs.eventtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How far event time has come, told from the partitions that one subtask reads.
 *
 * <p>Each partition has a watermark of its own: the latest time seen in it less the bound of
 * out-of-orderness. The watermark of the subtask is the least of its partitions', so that reading
 * one of them ahead of another makes nothing late. An event is late when it lies at or behind its
 * own partition's watermark, which depends on that partition's content alone; or behind the
 * watermark that was already sent on, as can happen when a partition wakes after having been idle.
 *
 * <p>A subtask does not know which partitions it will read. One that has not been heard of is like
 * one that is silent, so no time passes until the first of them could be called idle.
 */
final class PartitionClock {
  private final long boundMillis;
  private final long idleAfterMillis;
  private final Map<String, Partition> partitions = new HashMap<>();
  private final long startedAt;
  private long sent = Long.MIN_VALUE;

  /**
   * @param outOfOrderness how far behind its partition's latest event one may come and still count
   * @param idleAfter how long a partition may be silent before it no longer holds back the others
   * @param now milliseconds of the clock that arrivals are timed with
   */
  PartitionClock(Duration outOfOrderness, Duration idleAfter, long now) {
    this.startedAt = now;
    this.boundMillis = outOfOrderness.toMillis();
    this.idleAfterMillis = idleAfter.toMillis();
  }

  /** Recalls the latest event time that had been seen in a partition before a restart. */
  void recall(String partition, long latest) {
    partitions.merge(
        partition, new Partition(latest), (a, b) -> new Partition(Math.max(a.latest, b.latest)));
  }

  /**
   * Takes note of an event.
   *
   * @return whether it is late
   */
  boolean observe(String partition, long time, long now) {
    Partition seen = partitions.computeIfAbsent(partition, p -> new Partition(Long.MIN_VALUE));
    seen.lastArrival = now;
    seen.active = true;
    boolean late = time <= watermarkOf(seen) || time <= sent;
    seen.latest = Math.max(seen.latest, time);
    return late;
  }

  /** How far time has come now; never less than it said before. */
  long advance(long now) {
    long least = Long.MAX_VALUE;
    for (Partition partition : partitions.values()) {
      if (partition.active && now - partition.lastArrival >= idleAfterMillis) {
        partition.active = false;
      }
      if (partition.active) {
        least = Math.min(least, watermarkOf(partition));
      }
    }
    boolean allHeardOf = now - startedAt >= idleAfterMillis;
    if (allHeardOf && least != Long.MAX_VALUE) {
      sent = Math.max(sent, least);
    }
    return sent;
  }

  /** Whether no partition has sent anything for so long that none should be waited for. */
  boolean idle() {
    return partitions.values().stream().noneMatch(p -> p.active);
  }

  /** The latest event time of each partition that anything was seen in, to be recalled later. */
  Map<String, Long> latest() {
    Map<String, Long> latest = new HashMap<>();
    partitions.forEach((name, partition) -> latest.put(name, partition.latest));
    return latest;
  }

  private long watermarkOf(Partition partition) {
    return partition.latest == Long.MIN_VALUE ? Long.MIN_VALUE : partition.latest - boundMillis - 1;
  }

  private static final class Partition {
    private long latest;
    private long lastArrival;
    private boolean active;

    private Partition(long latest) {
      this.latest = latest;
    }
  }
}
