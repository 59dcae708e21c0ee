package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.sealing.Sealer;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Seals the bytes of dead letters, for nothing is known of what they hold. */
public final class DeadLetterFunction extends RichMapFunction<DeadLetter, DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final KeyLocation keys;
  private final String region;

  private transient Sealer sealer;

  /**
   * @param keys where the region's keys are
   * @param region id of the region that the job runs in
   */
  public DeadLetterFunction(KeyLocation keys, String region) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
  }

  @Override
  public void open(OpenContext context) {
    sealer = new Sealer(keys.provider(), region);
  }

  @Override
  public DeadLetter map(DeadLetter letter) {
    return sealer.seal(letter);
  }
}
