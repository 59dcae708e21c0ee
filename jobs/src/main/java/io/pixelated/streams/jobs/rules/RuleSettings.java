package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import java.io.Serializable;
import java.util.Objects;

/**
 * How rules are taken in.
 *
 * @param pipelines what they go through before they run
 * @param depth how many correlations may be stacked on each other
 */
public record RuleSettings(RulePipelines pipelines, int depth) implements Serializable {
  public RuleSettings {
    Objects.requireNonNull(pipelines, "pipelines");
  }

  /** A rulebook that has no rules yet. */
  Rulebook none() {
    return Rulebook.empty(pipelines, depth);
  }
}
