package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.List;
import java.util.function.Predicate;

/** Whether a processing item applies to an item of a selection. */
sealed interface ItemCondition
    permits ItemCondition.OfValues, ItemCondition.ItemApplied, StateCondition {

  boolean holds(Part.Item item, Processing processing);

  /** Any or all of the item's values satisfy a test. */
  record OfValues(boolean all, ValueTest test) implements ItemCondition {
    @Override
    public boolean holds(Part.Item item, Processing processing) {
      List<ItemView.Value> values = ItemView.of(item.item()).values();
      Predicate<ItemView.Value> each = test::holds;
      return all ? values.stream().allMatch(each) : values.stream().anyMatch(each);
    }
  }

  /** The processing item with this id changed the item. */
  record ItemApplied(String id) implements ItemCondition {
    @Override
    public boolean holds(Part.Item item, Processing processing) {
      return item.applied().contains(id);
    }
  }

  /** A test of one value. */
  sealed interface ValueTest {
    boolean holds(ItemView.Value value);
  }

  /** Text that an expression matches from its beginning, or anything else. */
  record MatchesString(PipelineRegex pattern, boolean expected) implements ValueTest {
    @Override
    public boolean holds(ItemView.Value value) {
      return (value.text() != null && pattern.matchesStart(value.text().plain())) == expected;
    }
  }

  record Equals(RuleValue expected) implements ValueTest {
    @Override
    public boolean holds(ItemView.Value value) {
      return value.is(expected);
    }
  }

  record HasWildcard() implements ValueTest {
    @Override
    public boolean holds(ItemView.Value value) {
      return value.text() != null && value.text().hasWildcards();
    }
  }

  record IsNullValue() implements ValueTest {
    @Override
    public boolean holds(ItemView.Value value) {
      return value.plain() instanceof RuleValue.Null;
    }
  }
}
