package io.pixelated.streams.jobs.eventtime;

import java.util.Objects;

/**
 * How far event time had come in one partition: what is remembered of it through a restore.
 *
 * @param partition topic and number
 * @param latest the latest event time seen in it, epoch milliseconds
 * @param passed the watermark that its reader had sent on: whatever comes at or behind it is late
 */
public record PartitionTime(String partition, long latest, long passed) {
  public PartitionTime {
    Objects.requireNonNull(partition, "partition");
  }

  /** The later of both in each respect. */
  PartitionTime with(PartitionTime other) {
    return new PartitionTime(
        partition, Math.max(latest, other.latest), Math.max(passed, other.passed));
  }
}
