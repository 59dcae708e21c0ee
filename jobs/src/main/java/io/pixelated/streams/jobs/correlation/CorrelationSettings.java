package io.pixelated.streams.jobs.correlation;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.configuration.MemorySize;

/**
 * How the job correlates.
 *
 * @param depth how many correlations may be stacked on each other: one stage of operators each
 * @param gatherFor how long matches of one rule and group are gathered into one bundle
 * @param groupsPerRule how many groups of a rule are kept in each timespan
 * @param groupMemory heap that each subtask of the first level has for the groups used last
 */
public record CorrelationSettings(
    int depth, Duration gatherFor, int groupsPerRule, MemorySize groupMemory)
    implements Serializable {
  public CorrelationSettings {
    positive("depth", depth);
    positive("groupsPerRule", groupsPerRule);
    Objects.requireNonNull(groupMemory, "groupMemory");
    if (gatherFor.isNegative()) {
      throw new IllegalArgumentException("gatherFor is " + gatherFor + ": give zero or more");
    }
  }

  /**
   * The same as a stage has it that stands on others: there come fewer matches, so it has half the
   * memory of the one below, and all of them together twice that of the first.
   *
   * @param level the stage's, 1 for the first
   */
  CorrelationSettings atLevel(int level) {
    MemorySize memory = new MemorySize(groupMemory.getBytes() >> (level - 1));
    return new CorrelationSettings(depth, gatherFor, groupsPerRule, memory);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": give 1 or more");
    }
  }
}
