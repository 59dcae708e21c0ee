package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Level;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares an attribute of the rule, or one that {@code set_custom_attribute} gave it. */
record RuleAttribute(String attribute, RuleValue value, Operation operation)
    implements RuleCondition {

  /** How an attribute may be compared. */
  enum Operation {
    EQ,
    NE,
    GTE,
    GT,
    LTE,
    LT,
    IN,
    NOT_IN;

    /** Whether the operation holds for an order as {@link Comparable} gives it. */
    boolean holds(int order) {
      return switch (this) {
        case EQ, IN -> order == 0;
        case NE, NOT_IN -> order != 0;
        case GTE -> order >= 0;
        case GT -> order > 0;
        case LTE -> order <= 0;
        case LT -> order < 0;
      };
    }

    boolean isEquality() {
      return this == EQ || this == NE;
    }
  }

  /** Attributes that have no order. */
  private static final List<String> TEXTS = List.of("title", "id", "name", "description", "author");

  /** Why the comparison can never be made, and what to do. */
  Optional<String> problem() {
    boolean unordered = TEXTS.contains(attribute) && !operation.isEquality();
    if (unordered) {
      return Optional.of("'" + attribute + "' is text; compare it with 'eq' or 'ne'");
    }
    boolean fits =
        switch (attribute) {
          case "level" -> constant(Level.values(), text()).isPresent();
          case "status" -> constant(Status.values(), text()).isPresent();
          case "date", "modified" -> date(text()).isPresent();
          default -> true;
        };
    return fits
        ? Optional.empty()
        : Optional.of("'" + attribute + "' of a rule can never be '" + text() + "'");
  }

  @Override
  public boolean holds(Processing processing) {
    Metadata rule = processing.rule().metadata();
    return switch (attribute) {
      case "title" -> equal(Optional.of(rule.title()));
      case "id" -> equal(rule.id());
      case "name" -> equal(rule.name());
      case "description" -> equal(rule.description());
      case "author" -> equal(rule.author());
      case "level" -> compare(rule.level(), constant(Level.values(), text()));
      case "status" -> compare(rule.status(), constant(Status.values(), text()));
      case "date" -> compare(rule.date().flatMap(RuleAttribute::date), date(text()));
      case "modified" -> compare(rule.modified().flatMap(RuleAttribute::date), date(text()));
      case "tags" -> contained(rule.tags());
      case "references" -> contained(rule.references());
      case "falsepositives" -> contained(rule.falsePositives());
      case "fields" -> contained(processing.rule().fields());
      default -> custom(processing.rule().attributes().get(attribute));
    };
  }

  private boolean custom(Object actual) {
    if (actual instanceof List<?> list) {
      return contained(list.stream().map(String::valueOf).toList());
    }
    if (actual instanceof RuleValue.Numeric number) {
      return compare(Optional.of(number.value()), number(value));
    }
    return actual instanceof RuleValue other && equal(Optional.of(StateCondition.text(other)));
  }

  private boolean equal(Optional<String> actual) {
    return actual.isPresent()
        && operation.isEquality()
        && operation.holds(actual.get().equals(text()) ? 0 : 1);
  }

  /** A list contains a value or does not; it never equals one. */
  private boolean contained(List<String> actual) {
    return switch (operation) {
      case IN -> actual.contains(text());
      case NOT_IN -> !actual.contains(text());
      case NE -> true;
      case EQ, GTE, GT, LTE, LT -> false;
    };
  }

  private <T extends Comparable<T>> boolean compare(
      Optional<? extends T> actual, Optional<? extends T> expected) {
    return actual.isPresent()
        && expected.isPresent()
        && operation.holds(actual.get().compareTo(expected.get()));
  }

  private String text() {
    return StateCondition.text(value);
  }

  private static Optional<BigDecimal> number(RuleValue value) {
    try {
      return Optional.of(new BigDecimal(StateCondition.text(value)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.replace('/', '-')));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
    for (E constant : constants) {
      if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
