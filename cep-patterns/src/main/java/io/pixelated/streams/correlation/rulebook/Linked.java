package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.Objects;

/**
 * A detection rule among the others.
 *
 * @param rule as it was read, without filters
 * @param ref how detections name it
 * @param standalone whether it may raise incidents by itself
 */
record Linked(DetectionRule rule, RuleRef ref, boolean standalone) {
  Linked {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(ref, "ref");
  }
}
