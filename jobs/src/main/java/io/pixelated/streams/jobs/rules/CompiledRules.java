package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.RuleStatus;
import java.util.List;
import java.util.Objects;

/**
 * Rules ready to run.
 *
 * @param origin what they were made from, as a digest
 * @param rulebook all of them
 * @param statuses what became of the documents that were taken in last
 */
record CompiledRules(String origin, Rulebook rulebook, List<RuleStatus> statuses) {
  CompiledRules {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rulebook, "rulebook");
    statuses = List.copyOf(statuses);
  }
}
