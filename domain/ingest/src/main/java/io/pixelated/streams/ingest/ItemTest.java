package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.FieldPredicate;
import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a pipeline's added condition asks of one field, asked of an event.
 *
 * @param exact the values in lower case, if the field must have one of them and no more is asked
 * @param accepts whether a value will do
 * @param absent whether the field may be absent
 * @param present whether the field need only be there
 */
record ItemTest(
    String field,
    Optional<Set<String>> exact,
    Predicate<String> accepts,
    boolean absent,
    boolean present) {

  private static final Modifiers MODIFIERS = new Modifiers(Placeholders.NONE);

  static ItemTest of(DetectionItem item) {
    String field =
        item.field()
            .orElseThrow(
                () -> new IllegalArgumentException("a condition on an event must name a field"));
    if (item.modifiers().contains(Modifier.EXISTS)) {
      boolean expected = item.values().contains(new RuleValue.Bool(true));
      return new ItemTest(field, Optional.empty(), text -> false, !expected, expected);
    }
    List<RuleValue> texts =
        item.values().stream().filter(value -> !(value instanceof RuleValue.Null)).toList();
    boolean absent = texts.size() < item.values().size();
    Optional<Set<String>> exact =
        absent || !item.modifiers().isEmpty() ? Optional.empty() : exact(texts);
    Predicate<String> accepts =
        exact
            .<Predicate<String>>map(set -> text -> set.contains(text.toLowerCase(Locale.ROOT)))
            .orElseGet(() -> pattern(item, texts));
    return new ItemTest(field, exact, accepts, absent, false);
  }

  private static Optional<Set<String>> exact(List<RuleValue> values) {
    boolean plain =
        values.stream()
            .allMatch(
                value ->
                    !(value instanceof RuleValue.Text text)
                        || (text.raw().indexOf('*') < 0
                            && text.raw().indexOf('?') < 0
                            && !text.raw().contains("\\\\")));
    return plain
        ? Optional.of(values.stream().map(ItemTest::text).collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }

  private static String text(RuleValue value) {
    if (value instanceof RuleValue.Text text) {
      return text.raw().toLowerCase(Locale.ROOT);
    }
    return value instanceof RuleValue.Numeric number
        ? number.value().toPlainString()
        : String.valueOf(((RuleValue.Bool) value).value());
  }

  private static Predicate<String> pattern(DetectionItem item, List<RuleValue> texts) {
    if (texts.isEmpty()) {
      return text -> false;
    }
    List<FieldPredicate> predicates =
        MODIFIERS
            .apply(new DetectionItem(item.field(), item.modifiers(), texts, item.line()))
            .perValue()
            .stream()
            .flatMap(List::stream)
            .toList();
    return text -> {
      EventValue value = new EventValue(EventValue.Kind.TEXT, text);
      return predicates.stream()
          .anyMatch(each -> each instanceof ValuePredicate onValue && onValue.test(value));
    };
  }

  boolean holds(Fields fields, NameTable names) {
    boolean there = false;
    int cursor = names.find(fields.index(), fields::kind, field);
    for (; cursor != FieldIndex.NONE; cursor = fields.next(cursor)) {
      int value = fields.value(cursor);
      there |= !fields.isNull(value);
      if (fields.isText(value) && fields.test(value, accepts)) {
        return true;
      }
    }
    return there ? present : absent;
  }
}
