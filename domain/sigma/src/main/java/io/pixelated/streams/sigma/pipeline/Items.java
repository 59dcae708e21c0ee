package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes detection items of others. */
final class Items {

  private Items() {}

  static DetectionItem withField(DetectionItem item, String field) {
    return new DetectionItem(Optional.of(field), item.modifiers(), item.values(), item.line());
  }

  static DetectionItem with(DetectionItem item, List<Modifier> modifiers, List<RuleValue> values) {
    return new DetectionItem(item.field(), modifiers, values, item.line());
  }

  /**
   * The item with alternatives for each of its values.
   *
   * @param modifiers of the new item
   * @param perValue at least one for each value
   */
  static Part withAlternatives(
      Part.Item part, List<Modifier> modifiers, List<List<RuleValue>> perValue) {
    DetectionItem item = part.item();
    boolean all = modifiers.contains(Modifier.ALL);
    if (!all || perValue.stream().allMatch(alternatives -> alternatives.size() == 1)) {
      return part.with(with(item, modifiers, perValue.stream().flatMap(List::stream).toList()));
    }
    // every value must be found, but of each one alternative suffices
    List<Modifier> single = modifiers.stream().filter(m -> m != Modifier.ALL).toList();
    return new Part.Group(
        !modifiers.contains(Modifier.NEQ),
        perValue.stream().<Part>map(each -> part.with(with(item, single, each))).toList());
  }

  /** Keywords as they are searched, anywhere in a value, for use with a field. */
  static DetectionItem anywhere(DetectionItem keywords) {
    ItemView view = ItemView.of(keywords);
    if (!view.texts()) {
      return keywords;
    }
    List<RuleValue> values = new ArrayList<>();
    for (ItemView.Value value : view.values()) {
      ValueText text =
          value.text() != null || !(value.plain() instanceof RuleValue.Numeric number)
              ? value.text()
              : ValueText.plain(number.value().toPlainString());
      values.add(
          text == null ? value.raw() : new RuleValue.Text(text.anyBefore().anyAfter().raw()));
    }
    return with(keywords, ItemView.remaining(keywords), values);
  }
}
