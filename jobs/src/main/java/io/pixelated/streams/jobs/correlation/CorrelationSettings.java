package io.pixelated.streams.jobs.correlation;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the job correlates.
 *
 * @param depth how many correlations may be stacked on each other: one stage of operators each
 * @param gatherFor how long matches of one rule and group are gathered into one bundle
 * @param groupsPerRule how many groups of a rule are kept in each timespan
 */
public record CorrelationSettings(int depth, Duration gatherFor, int groupsPerRule)
    implements Serializable {
  public CorrelationSettings {
    positive("depth", depth);
    positive("groupsPerRule", groupsPerRule);
    if (gatherFor.isNegative()) {
      throw new IllegalArgumentException("gatherFor is " + gatherFor + ": give zero or more");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": give 1 or more");
    }
  }
}
