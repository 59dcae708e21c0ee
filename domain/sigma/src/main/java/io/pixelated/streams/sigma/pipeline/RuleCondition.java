package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether a processing item applies to a rule. */
sealed interface RuleCondition
    permits RuleCondition.OfLogSource,
        RuleCondition.ContainsField,
        RuleCondition.ContainsItem,
        RuleCondition.ItemApplied,
        RuleCondition.IsCorrelation,
        RuleCondition.HasTag,
        RuleAttribute,
        StateCondition {

  boolean holds(Processing processing);

  /** What is given must be in the rule's log source, or in that of a rule it correlates. */
  record OfLogSource(LogSource logSource) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      DraftRule rule = processing.rule();
      return rule.isCorrelation()
          ? holds(rule.original(), processing, new HashSet<>())
          : logSource.covers(rule.logSource());
    }

    private boolean holds(SigmaRule rule, Processing processing, Set<String> seen) {
      if (rule instanceof DetectionRule detection) {
        return logSource.covers(detection.logSource());
      }
      return rule.references().stream()
          .filter(seen::add)
          .map(processing::other)
          .flatMap(Optional::stream)
          .anyMatch(other -> holds(other, processing, seen));
    }
  }

  /** An item asks for the field. */
  record ContainsField(String field) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      return processing.rule().itemFields().contains(field);
    }
  }

  /** An item asks for this value of the field. */
  record ContainsItem(String field, RuleValue value) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      return processing.rule().items().stream().anyMatch(this::isIt);
    }

    private boolean isIt(DetectionItem item) {
      return item.field().equals(Optional.of(field))
          && ItemView.of(item).values().stream().anyMatch(each -> each.is(value));
    }
  }

  /** The processing item with this id was applied to the rule. */
  record ItemApplied(String id) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      return processing.rule().applied().contains(id);
    }
  }

  record IsCorrelation(boolean expected) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      return processing.rule().isCorrelation() == expected;
    }
  }

  record HasTag(String tag) implements RuleCondition {
    @Override
    public boolean holds(Processing processing) {
      return processing.rule().metadata().tags().stream().anyMatch(tag::equalsIgnoreCase);
    }
  }
}
