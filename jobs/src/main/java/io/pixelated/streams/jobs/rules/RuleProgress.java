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

  /**
   * What is known when all put together what they know; told counts what all have told.
   *
   * @param each what each knows; nothing on a first start
   */
  public static RuleProgress together(Iterable<RuleProgress> each) {
    RuleProgress all = null;
    for (RuleProgress one : each) {
      all = all == null ? one : all.and(one);
    }
    return all == null ? NONE : all;
  }

  private RuleProgress and(RuleProgress other) {
    Map<Long, Long> both = new HashMap<>(times);
    both.putAll(other.times);
    return new RuleProgress(Math.max(latest, other.latest), Math.min(told, other.told), both);
  }
}
