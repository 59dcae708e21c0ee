package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The values of an item as pySigma's pipelines see them: after the modifiers that only place
 * wildcards, so that {@code contains: x} is the text {@code *x*}. Regular expressions, networks,
 * encoded values, references and comparisons are values of their own kind, which no test or change
 * of texts touches.
 *
 * @param texts whether the item's texts are still texts behind its modifiers
 */
record ItemView(boolean texts, List<Value> values) {

  /** Modifiers that stay when an item's values are written with their wildcards. */
  private static final Set<Modifier> STAYING =
      EnumSet.of(Modifier.ALL, Modifier.NEQ, Modifier.CASED, Modifier.EXPAND);

  private static final Set<Modifier> PLACING =
      EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);

  /**
   * One value; at most one of text and plain is not null.
   *
   * @param raw as the rule's author wrote it
   * @param text for text
   * @param plain for numbers, booleans and null that no modifier makes something else
   */
  record Value(RuleValue raw, ValueText text, RuleValue plain) {
    /** Whether it is what {@code expected} says. */
    boolean is(RuleValue expected) {
      if (expected instanceof RuleValue.Text other) {
        return text != null && text.equals(ValueText.parse(other.raw()));
      }
      if (expected instanceof RuleValue.Numeric other && plain instanceof RuleValue.Numeric mine) {
        return mine.value().compareTo(other.value()) == 0;
      }
      return expected.equals(plain);
    }
  }

  ItemView {
    values = List.copyOf(values);
  }

  static ItemView of(DetectionItem item) {
    Set<Modifier> changing = EnumSet.noneOf(Modifier.class);
    item.modifiers().stream().filter(m -> !STAYING.contains(m)).forEach(changing::add);
    // a keyword without these is searched anywhere; written as wildcards they would be lost
    boolean anchoredKeyword =
        item.field().isEmpty()
            && (changing.contains(Modifier.STARTSWITH) || changing.contains(Modifier.ENDSWITH));
    boolean texts = PLACING.containsAll(changing) && !anchoredKeyword;
    List<Value> values = new ArrayList<>(item.values().size());
    for (RuleValue raw : item.values()) {
      if (!texts) {
        values.add(new Value(raw, null, null));
      } else if (raw instanceof RuleValue.Text text) {
        values.add(new Value(raw, placed(ValueText.parse(text.raw()), changing), null));
      } else if (raw instanceof RuleValue.Numeric number && !changing.isEmpty()) {
        ValueText text = ValueText.plain(number.value().toPlainString());
        values.add(new Value(raw, placed(text, changing), null));
      } else {
        values.add(new Value(raw, null, raw));
      }
    }
    return new ItemView(texts, values);
  }

  private static ValueText placed(ValueText text, Set<Modifier> placing) {
    ValueText placed = text;
    if (placing.contains(Modifier.ENDSWITH) || placing.contains(Modifier.CONTAINS)) {
      placed = placed.anyBefore();
    }
    if (placing.contains(Modifier.STARTSWITH) || placing.contains(Modifier.CONTAINS)) {
      placed = placed.anyAfter();
    }
    return placed;
  }

  /** The modifiers of the item once its values are written with their wildcards. */
  static List<Modifier> remaining(DetectionItem item) {
    return item.modifiers().stream().filter(STAYING::contains).toList();
  }
}
