package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.pipeline.PipelineRegex.Match;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Transformations of single values. */
final class ValueChanges {

  private ValueChanges() {}

  /** What becomes of one value; empty if it stays as it is. */
  @FunctionalInterface
  interface ValueChange {
    Optional<List<RuleValue>> of(ItemView.Value value);
  }

  /** Changes each value of the items that the conditions hold for. */
  record EachValue(ValueChange change) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      item.changeItems(processing, this::changed);
    }

    private Part changed(Part.Item part) {
      ItemView view = ItemView.of(part.item());
      List<List<RuleValue>> perValue = new ArrayList<>();
      boolean changed = false;
      for (ItemView.Value value : view.values()) {
        Optional<List<RuleValue>> replaced = change.of(value);
        changed |= replaced.isPresent();
        perValue.add(replaced.orElseGet(() -> List.of(asWritten(value))));
      }
      return changed
          ? Items.withAlternatives(part, ItemView.remaining(part.item()), perValue)
          : part;
    }

    private static RuleValue asWritten(ItemView.Value value) {
      return value.text() == null ? value.raw() : new RuleValue.Text(value.text().raw());
    }
  }

  /** Replaces what a regular expression finds. */
  static ValueChange replaceString(
      PipelineRegex regex,
      ReplacementTemplate replacement,
      boolean skipSpecial,
      boolean interpretSpecial) {
    return value -> {
      Optional<ValueText> text = textOf(value);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      ValueText replaced =
          skipSpecial
              ? text.get()
                  .mapStretches(
                      stretch -> {
                        ValueText plain = ValueText.plain(stretch);
                        List<Match> matches = regex.findAll(stretch);
                        ValueText result = replacement.replace(plain, matches);
                        return interpretSpecial ? result : ValueText.plain(result.plain());
                      })
              : replacement.replace(text.get(), regex.findAll(text.get().plain()));
      return replaced.equals(text.get()) ? Optional.empty() : Optional.of(List.of(raw(replaced)));
    };
  }

  private static Optional<ValueText> textOf(ItemView.Value value) {
    return value.plain() instanceof RuleValue.Numeric number
        ? Optional.of(ValueText.plain(number.value().toPlainString()))
        : Optional.ofNullable(value.text());
  }

  /** Puts one or more texts in the place of a whole text, wildcards included. */
  static ValueChange mapString(Map<String, List<String>> mapping) {
    return value ->
        Optional.ofNullable(value.text())
            .map(text -> mapping.get(text.plain()))
            .map(texts -> texts.stream().<RuleValue>map(RuleValue.Text::new).toList());
  }

  /** Converts texts to numbers, or numbers to texts. */
  static ValueChange convertType(boolean toNumber) {
    return value -> {
      if (toNumber && value.text() != null) {
        try {
          return Optional.of(
              List.of(new RuleValue.Numeric(new BigDecimal(value.text().plain().strip()))));
        } catch (NumberFormatException e) {
          throw new RuleRefusal(
              "a pipeline converts '" + value.text() + "' to a number, which it is not");
        }
      }
      return !toNumber && value.plain() instanceof RuleValue.Numeric number
          ? Optional.of(List.of(new RuleValue.Text(number.value().toPlainString())))
          : Optional.empty();
    };
  }

  /** How {@code case} writes texts. */
  enum Case {
    LOWER,
    UPPER,
    SNAKE_CASE;

    String of(String text) {
      return switch (this) {
        case LOWER -> text.toLowerCase(Locale.ROOT);
        case UPPER -> text.toUpperCase(Locale.ROOT);
        case SNAKE_CASE -> text.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
      };
    }
  }

  static ValueChange caseOf(Case method) {
    return value ->
        Optional.ofNullable(value.text())
            .map(text -> text.mapPlain(method::of))
            .filter(text -> !text.equals(value.text()))
            .map(text -> List.of(raw(text)));
  }

  /** Puts one value in the place of all values of an item, whatever they are. */
  record SetValue(RuleValue value) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      item.changeItems(processing, this::changed);
    }

    private Part changed(Part.Item part) {
      DetectionItem item = part.item();
      List<Modifier> kept =
          item.modifiers().stream()
              .filter(
                  m ->
                      m == Modifier.NEQ || (m == Modifier.CASED && value instanceof RuleValue.Text))
              .toList();
      return part.with(Items.with(item, kept, List.of(value)));
    }
  }

  private static RuleValue raw(ValueText text) {
    return new RuleValue.Text(text.raw());
  }
}
