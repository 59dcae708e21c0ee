package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.StepCondition;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Elapsed;
import io.pixelated.streams.correlation.StepCondition.Total;
import io.pixelated.streams.correlation.StepCondition.Travel;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import io.pixelated.streams.correlation.StepCondition.WithEarlier;
import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides the conditions of steps; {@code docs/sequences.md} defines them. */
final class Conditions {
  private Conditions() {}

  /** The events that a partial match has taken. */
  interface Past {
    /** Those of a step, in order; none if it took none. */
    List<MatchedEvent> events(String step) throws Exception;
  }

  /** Whether {@code event} satisfies what {@code step} asks of the events it takes. */
  static boolean hold(SequenceStep step, MatchedEvent event, Past past) throws Exception {
    for (StepCondition condition : step.where()) {
      if (!holds(condition, step.name(), event, past)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code event} satisfies {@code conditions} without being one of the past. */
  static boolean hold(List<StepCondition> conditions, MatchedEvent event, Past past)
      throws Exception {
    for (StepCondition condition : conditions) {
      if (!holds(condition, "", event, past)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code event} satisfies conditions that look at nothing else. */
  static boolean hold(List<WithConstant> conditions, MatchedEvent event) {
    for (WithConstant condition : conditions) {
      if (!holds(condition, event)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(WithConstant constant, MatchedEvent event) {
    String value = event.fields().get(constant.field());
    return value != null && compare(constant, value);
  }

  private static boolean holds(StepCondition condition, String own, MatchedEvent event, Past past)
      throws Exception {
    if (condition instanceof WithConstant constant) {
      return holds(constant, event);
    }
    if (condition instanceof Total total) {
      return total.comparison().holds(number(total, own, event, past), total.limit());
    }
    if (condition instanceof WithEarlier earlier) {
      return holds(
          earlier.earlier(),
          own,
          past,
          other ->
              compare(
                  event.fields().get(earlier.field()),
                  earlier.comparison(),
                  other.fields().get(earlier.other())));
    }
    if (condition instanceof Elapsed elapsed) {
      return holds(
          elapsed.earlier(),
          own,
          past,
          other ->
              elapsed
                  .comparison()
                  .holds(
                      BigDecimal.valueOf(event.time() - other.time()),
                      BigDecimal.valueOf(elapsed.millis())));
    }
    Travel travel = (Travel) condition;
    return holds(travel.earlier(), own, past, other -> Globe.holds(travel, other, event));
  }

  /** A step's own condition says nothing of its first event: there is none to compare with. */
  private static boolean holds(
      Earlier earlier, String own, Past past, Predicate<MatchedEvent> condition) throws Exception {
    List<MatchedEvent> events = past.events(earlier.step());
    if (events.isEmpty()) {
      return earlier.step().equals(own);
    }
    return switch (earlier.pick()) {
      case FIRST -> condition.test(events.get(0));
      case LAST -> condition.test(events.get(events.size() - 1));
      case ANY -> events.stream().anyMatch(condition);
      case ALL -> events.stream().allMatch(condition);
    };
  }

  private static boolean compare(WithConstant constant, String value) {
    List<String> values = constant.values();
    return switch (constant.comparison()) {
      case EQ -> values.stream().anyMatch(value::equalsIgnoreCase);
      case NEQ -> values.stream().noneMatch(value::equalsIgnoreCase);
      default -> compare(value, constant.comparison(), values.get(0));
    };
  }

  /** Texts are equal whatever their case; only numbers are greater or less. */
  private static boolean compare(String left, Comparison comparison, String right) {
    if (left == null || right == null) {
      return false;
    }
    return switch (comparison) {
      case EQ -> left.equalsIgnoreCase(right);
      case NEQ -> !left.equalsIgnoreCase(right);
      default -> {
        Optional<BigDecimal> number = Decimal.of(left);
        Optional<BigDecimal> other = Decimal.of(right);
        yield number.isPresent()
            && other.isPresent()
            && comparison.holds(number.get(), other.get());
      }
    };
  }

  private static BigDecimal number(Total total, String own, MatchedEvent event, Past past)
      throws Exception {
    List<MatchedEvent> events = past.events(total.of());
    boolean included = total.of().equals(own);
    BigDecimal sum = BigDecimal.ZERO;
    Set<String> values = new HashSet<>();
    int count = events.size() + (included ? 1 : 0);
    for (int i = 0; i < count; i++) {
      MatchedEvent each = i < events.size() ? events.get(i) : event;
      String value = each.fields().get(total.field());
      if (value != null && total.kind() == Total.Kind.SUM) {
        sum = sum.add(Decimal.of(value).orElse(BigDecimal.ZERO));
      } else if (value != null && total.kind() == Total.Kind.DISTINCT) {
        values.add(value.toLowerCase(Locale.ROOT));
      }
    }
    return switch (total.kind()) {
      case COUNT -> BigDecimal.valueOf(count);
      case DISTINCT -> BigDecimal.valueOf(values.size());
      case SUM -> sum;
    };
  }
}
