package io.pixelated.streams.bench.correlation.sequences;

import java.util.Objects;

/**
 * An event that takes one step of one rule.
 *
 * @param id the event's id
 * @param time event time, epoch milliseconds
 * @param key what rules group by
 * @param rule key of the detection rule that matched it
 */
public record StepEvent(String id, long time, String key, String rule) {
  public StepEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(rule, "rule");
  }
}
