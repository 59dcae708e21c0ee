package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a pipeline: a transformation and when it applies.
 *
 * @param id by which later steps ask whether this one was applied; made up if the author gave none
 */
record ProcessingItem(
    String id,
    Transformation transformation,
    ConditionSet<RuleCondition> ruleConditions,
    ConditionSet<ItemCondition> itemConditions,
    ConditionSet<FieldCondition> fieldConditions) {

  ProcessingItem {
    Objects.requireNonNull(id);
    Objects.requireNonNull(transformation);
  }

  /** Applies the transformation if its rule conditions hold. */
  void apply(Processing processing) {
    if (!ruleConditions.hold(condition -> condition.holds(processing))) {
      return;
    }
    try {
      transformation.apply(this, processing);
    } catch (InvalidItem e) {
      throw new RuleRefusal(e.getMessage());
    }
    processing.rule().applied().add(id);
  }

  /** Replaces the items that the item and field conditions hold for, and marks what is new. */
  void changeItems(Processing processing, ItemChange change) {
    for (Map.Entry<String, Part> entry : processing.rule().selections().entrySet()) {
      entry.setValue(
          entry
              .getValue()
              .map(
                  part -> {
                    Part.Item item = (Part.Item) part;
                    Part changed = matches(item, processing) ? change.apply(item) : item;
                    return changed == item ? item : changed.markedWith(id);
                  }));
    }
  }

  boolean matchesField(String field, Processing processing) {
    return fieldConditions.hold(condition -> condition.holds(field, processing));
  }

  private boolean matches(Part.Item item, Processing processing) {
    return itemConditions.hold(condition -> condition.holds(item, processing))
        && fieldConditions.hold(condition -> matches(condition, item, processing));
  }

  /** A field's name may stand on the left of an item, or among its values as a reference. */
  private static boolean matches(FieldCondition condition, Part.Item part, Processing processing) {
    DetectionItem item = part.item();
    if (condition instanceof FieldCondition.RenamedBy renamed) {
      return part.applied().contains(renamed.id());
    }
    return condition.holds(item.field().orElse(null), processing)
        || (item.modifiers().contains(Modifier.FIELDREF)
            && item.values().stream()
                .flatMap(value -> reference(value).stream())
                .anyMatch(field -> condition.holds(field, processing)));
  }

  static Optional<String> reference(RuleValue value) {
    return value instanceof RuleValue.Text text
        ? Optional.of(ValueText.parse(text.raw()).plain())
        : Optional.empty();
  }

  /** What becomes of one item of a selection. */
  @FunctionalInterface
  interface ItemChange {
    /** The same item if nothing changes, {@link Part.Group#empty} if it is dropped. */
    Part apply(Part.Item item);
  }
}
