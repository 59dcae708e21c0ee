package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.List;
import java.util.Optional;

/**
 * Makes a rule ask for more: {@code [not] added and (its condition)}.
 *
 * @param name of the added selection; empty if any will do
 * @param items that must all hold
 * @param template whether {@code $category}, {@code $product} and {@code $service} in the values
 *     stand for the rule's log source
 */
record AddCondition(
    Optional<String> name, List<DetectionItem> items, boolean template, boolean negated)
    implements Transformation {

  private static final String NOTHING_GIVEN = "None";

  AddCondition {
    items = List.copyOf(items);
  }

  @Override
  public void apply(ProcessingItem item, Processing processing) {
    DraftRule rule = processing.rule();
    if (rule.isCorrelation()) {
      return;
    }
    String selection = name.orElseGet(processing::freeName);
    List<Part> parts =
        items.stream()
            .map(each -> template ? filled(each, rule.logSource()) : each)
            .<Part>map(each -> Part.of(each).markedWith(item.id()))
            .toList();
    rule.selections().put(selection, new Part.Group(true, parts));
    Condition added = new Condition.Named(selection);
    rule.condition(
        new Condition.And(List.of(negated ? new Condition.Not(added) : added, rule.condition())));
  }

  private static DetectionItem filled(DetectionItem item, LogSource logSource) {
    return Items.with(
        item,
        item.modifiers(),
        item.values().stream().map(value -> filled(value, logSource)).toList());
  }

  private static RuleValue filled(RuleValue value, LogSource logSource) {
    return value instanceof RuleValue.Text text
        ? new RuleValue.Text(
            filled(
                filled(
                    filled(text.raw(), "category", logSource.category()),
                    "product",
                    logSource.product()),
                "service",
                logSource.service()))
        : value;
  }

  private static String filled(String text, String variable, Optional<String> value) {
    String given = value.orElse(NOTHING_GIVEN);
    return text.replace("${" + variable + "}", given).replace("$" + variable, given);
  }
}
