package io.pixelated.streams.jobs.eventtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

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
 * one that is silent, so no time passes until the first of them could be called idle. That is told
 * from the first event, not from the start: a source may take its time to find its broker.
 */
final class PartitionClock {
  private static final long NEVER = Long.MIN_VALUE;

  private final long boundMillis;
  private final long idleAfterMillis;
  private final long silenceAfterMillis;
  private final Map<String, Partition> partitions = new HashMap<>();
  private final long startedAt;
  private long firstArrival = Long.MAX_VALUE;
  private long lastArrival;
  private long sent = NEVER;

  /**
   * @param now milliseconds of the task's life
   */
  PartitionClock(EventTimeSettings settings, long now) {
    this.boundMillis = settings.outOfOrderness().toMillis();
    this.idleAfterMillis = settings.idleAfter().toMillis();
    this.silenceAfterMillis = settings.silenceAfter().toMillis();
    this.startedAt = now;
    this.lastArrival = now;
  }

  /** Recalls how far a partition had come before a restart. */
  void recall(PartitionTime before) {
    partitions.merge(
        before.partition(),
        new Partition(before),
        (a, b) -> new Partition(a.remembered.with(b.remembered)));
  }

  /**
   * Takes note of an event.
   *
   * @param now milliseconds of the task's life
   * @param listened those of them in which partitions could be heard
   * @return whether it is late
   */
  boolean observe(String partition, long time, long now, long listened) {
    Partition seen =
        partitions.computeIfAbsent(
            partition, name -> new Partition(new PartitionTime(name, NEVER, NEVER)));
    seen.lastArrival = listened;
    seen.active = true;
    seen.heard = true;
    lastArrival = now;
    firstArrival = Math.min(firstArrival, now);
    boolean late = time <= watermarkOf(seen) || time <= seen.remembered.passed() || time <= sent;
    seen.latest = Math.max(seen.latest, time);
    return late;
  }

  /** How far time has come now; never less than it said before. */
  long advance(long now, long listened) {
    long least = Long.MAX_VALUE;
    for (Partition partition : partitions.values()) {
      if (partition.active && listened - partition.lastArrival >= idleAfterMillis) {
        partition.active = false;
      }
      if (partition.active) {
        least = Math.min(least, watermarkOf(partition));
      }
    }
    boolean allHeardOf = !nothingHeard() && now - firstArrival >= idleAfterMillis;
    if (allHeardOf && least != Long.MAX_VALUE) {
      sent = Math.max(sent, least);
    }
    return sent;
  }

  /**
   * How far time has come by the clock alone; empty unless nothing has arrived for so long that the
   * silence itself tells something.
   */
  OptionalLong advanceInSilence(long now) {
    long silent = now - lastArrival;
    if (silenceAfterMillis == 0 || silent < silenceAfterMillis) {
      return OptionalLong.empty();
    }
    long reached = NEVER;
    for (Partition partition : partitions.values()) {
      if (partition.heard) {
        reached = Math.max(reached, watermarkOf(partition));
      } else if (nothingHeard()) {
        reached = Math.max(reached, partition.recalled(boundMillis));
      }
    }
    if (reached == NEVER) {
      return OptionalLong.empty();
    }
    sent = Math.max(sent, reached + silent);
    return OptionalLong.of(sent);
  }

  /**
   * Where time ends when no more can come: at the latest event. Never less than was said before.
   */
  OptionalLong end() {
    for (Partition partition : partitions.values()) {
      if (partition.heard) {
        sent = Math.max(sent, partition.latest);
      }
    }
    return sent == NEVER ? OptionalLong.empty() : OptionalLong.of(sent);
  }

  /**
   * Whether no partition has sent anything for so long that none should be waited for; a subtask
   * that has just started may only be slower than others.
   */
  boolean idle(long now) {
    return now - startedAt >= idleAfterMillis
        && partitions.values().stream().noneMatch(p -> p.active);
  }

  /** What is to be recalled later. */
  Collection<PartitionTime> remember() {
    return partitions.values().stream().map(this::remembered).toList();
  }

  private PartitionTime remembered(Partition partition) {
    PartitionTime before = partition.remembered;
    return partition.heard
        ? before.with(new PartitionTime(before.partition(), partition.latest, sent))
        : before;
  }

  private boolean nothingHeard() {
    return firstArrival == Long.MAX_VALUE;
  }

  private long watermarkOf(Partition partition) {
    return behind(partition.latest, boundMillis);
  }

  private static long behind(long latest, long bound) {
    return latest == NEVER ? NEVER : latest - bound - 1;
  }

  private static final class Partition {
    private final PartitionTime remembered;
    private long latest;

    /** In time listened. */
    private long lastArrival;

    private boolean active;
    private boolean heard;

    private Partition(PartitionTime remembered) {
      this.remembered = remembered;
      this.latest = remembered.latest();
    }

    /** How far it had come, by its events or by the silence after them. */
    private long recalled(long bound) {
      return Math.max(behind(latest, bound), remembered.passed());
    }
  }
}
