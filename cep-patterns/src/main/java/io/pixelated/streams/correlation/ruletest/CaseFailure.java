package io.pixelated.streams.correlation.ruletest;

import java.util.List;
import java.util.Objects;

/**
 * A case in which a rule did not do what was expected of it.
 *
 * @param reason what was expected and what happened, in one line
 * @param explanation why it happened, line by line
 */
public record CaseFailure(RuleCase ruleCase, String reason, List<String> explanation) {
  public CaseFailure {
    Objects.requireNonNull(ruleCase, "ruleCase");
    Objects.requireNonNull(reason, "reason");
    explanation = List.copyOf(explanation);
  }
}
