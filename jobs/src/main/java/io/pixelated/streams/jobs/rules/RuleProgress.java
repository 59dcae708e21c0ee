package io.pixelated.streams.jobs.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * What one subtask knows at a checkpoint that others may not.
 *
 * @param latest the greatest event time that rules have decided on; {@link Long#MIN_VALUE} if none
 * @param told number of the newest generation that was told of downstream; -1 if none
 * @param times per generation that has its time, from when on it holds
 */
public record RuleProgress(long latest, long told, Map<Long, Long> times) {
  private static final RuleProgress NONE = new RuleProgress(Long.MIN_VALUE, -1, Map.of());

  public RuleProgress {
    times = Map.copyOf(times);
  }

  /** What is known when all put together what they know. */
  public static RuleProgress together(Iterable<RuleProgress> each) {
    RuleProgress all = NONE;
    for (RuleProgress one : each) {
      all = all.and(one);
    }
    return all;
  }

  private RuleProgress and(RuleProgress other) {
    Map<Long, Long> all = new HashMap<>(times);
    all.putAll(other.times);
    return new RuleProgress(Math.max(latest, other.latest), Math.max(told, other.told), all);
  }
}
