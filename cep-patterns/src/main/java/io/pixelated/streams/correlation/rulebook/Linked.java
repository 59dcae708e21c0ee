package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Objects;

/**
 * A detection rule among the others.
 *
 * @param rule as it was read, without filters
 * @param ref how detections name it
 * @param takers the correlations that take its matches
 * @param standalone whether it may raise incidents by itself
 */
record Linked(DetectionRule rule, RuleRef ref, List<Correlation> takers, boolean standalone) {
  Linked {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(ref, "ref");
    takers = List.copyOf(takers);
  }
}
