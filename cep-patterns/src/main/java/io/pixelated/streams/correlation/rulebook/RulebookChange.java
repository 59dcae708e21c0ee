package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.RuleStatus;
import java.util.List;
import java.util.Objects;

/**
 * What a record of {@code detection.rules} does.
 *
 * @param rulebook the rules from now on
 * @param statuses what became of the record, and of others that it affects
 */
public record RulebookChange(Rulebook rulebook, List<RuleStatus> statuses) {
  public RulebookChange {
    Objects.requireNonNull(rulebook, "rulebook");
    statuses = List.copyOf(statuses);
  }
}
