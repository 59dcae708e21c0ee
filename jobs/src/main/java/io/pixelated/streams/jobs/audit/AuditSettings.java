package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.keys.KeyLocation;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How a job's verdicts are chained.
 *
 * @param region the region whose chains these are, and whose key signs them
 * @param job name of the job in the entries
 * @param keys where the region's keys are
 * @param anchorEvery how many entries of a chain may be unsigned
 * @param anchorAfter how long an entry may be unsigned
 */
public record AuditSettings(
    String region, String job, KeyLocation keys, int anchorEvery, Duration anchorAfter)
    implements Serializable {
  public AuditSettings {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(keys, "keys");
    if (anchorEvery < 1) {
      throw new IllegalArgumentException("anchorEvery is " + anchorEvery + ": give 1 or more");
    }
    if (anchorAfter.toMillis() < 1) {
      throw new IllegalArgumentException("anchorAfter is " + anchorAfter + ": give 1 ms or more");
    }
  }
}
