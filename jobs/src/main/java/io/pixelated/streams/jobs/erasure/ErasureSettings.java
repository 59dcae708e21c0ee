package io.pixelated.streams.jobs.erasure;

import io.pixelated.streams.residency.keys.KeyLocation;
import java.io.Serializable;
import java.util.Objects;

/**
 * What stages need to know to take part in erasure.
 *
 * @param keys where the keys are that open orders
 * @param region id of the region whose keys they are
 * @param job name of the job in reports
 */
public record ErasureSettings(KeyLocation keys, String region, String job) implements Serializable {
  public ErasureSettings {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(job, "job");
  }
}
