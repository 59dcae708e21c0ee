package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Level;
import java.util.List;
import java.util.Objects;

/**
 * When one rule matched in a cluster, in hours: what risk is computed from.
 *
 * @param rule the rule's id
 * @param level the rule's level
 * @param standalone whether it may raise an incident by itself
 * @param hours the hours (since the epoch) in which it matched, rising, bounded to the latest
 */
public record RuleTrace(String rule, Level level, boolean standalone, List<Long> hours) {
  public RuleTrace {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(level, "level");
    hours = List.copyOf(hours);
  }

  /** The latest match at or before an hour, no older than a window; -1 if there is none. */
  long latest(long hour, long window) {
    for (int i = hours.size() - 1; i >= 0; i--) {
      long candidate = hours.get(i);
      if (candidate <= hour) {
        return hour - candidate < window ? candidate : -1;
      }
    }
    return -1;
  }
}
