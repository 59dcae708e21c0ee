package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Expression;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Threshold;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.CorrelationType;
import io.pixelated.streams.sigma.yaml.YamlMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for thresholds that nothing, or everything, satisfies, and for what has no say. */
final class CorrelationLints {

  private CorrelationLints() {}

  /** Adds what is wrong with {@code rule}, which was read from {@code correlation}. */
  static void check(CorrelationRule rule, YamlMap correlation, Findings findings) {
    Set<String> grouping = Set.copyOf(rule.groupBy());
    List<String> fields = List.of();
    if (rule.condition().isPresent()) {
      CorrelationCondition condition = rule.condition().get();
      if (condition instanceof Threshold threshold) {
        fields = threshold.fields();
        check(rule, threshold, correlation, findings);
      } else if (condition instanceof Expression expression) {
        check(rule, expression, correlation, findings);
      }
    }
    for (String alias : rule.aliases().keySet()) {
      if (!grouping.contains(alias) && !fields.contains(alias)) {
        findings.add(
            Lint.UNUSED_ALIAS,
            correlation.lineOf("aliases"),
            "neither group-by nor the condition's field is '" + alias + "'; use it or remove it");
      }
    }
  }

  private static void check(
      CorrelationRule rule, Expression expression, YamlMap correlation, Findings findings) {
    Set<String> used = expression.condition().mentioned().collect(Collectors.toSet());
    if (!rule.rules().containsAll(used)) {
      // by id here and by name there: which is which is not known from one file
      return;
    }
    for (String listed : rule.rules()) {
      if (!used.contains(listed)) {
        findings.add(
            Lint.UNUSED_RULE,
            correlation.lineOf("rules"),
            "the condition does not use rule '" + listed + "'; use it or remove it");
      }
    }
  }

  private static void check(
      CorrelationRule rule, Threshold threshold, YamlMap correlation, Findings findings) {
    List<Bound> possible = possible(rule);
    boolean whole = !possible.isEmpty();
    List<Bound> bounds = new ArrayList<>(threshold.bounds());
    bounds.addAll(possible);
    if (!isSatisfiable(bounds, whole)) {
      findings.add(
          Lint.NEVER_TRUE,
          correlation.lineOf("condition"),
          "no " + what(rule) + " can satisfy the condition; correct the numbers");
    } else if (whole && threshold.bounds().stream().allMatch(bound -> isIdle(bound, possible))) {
      findings.add(
          Lint.ALWAYS_TRUE,
          correlation.lineOf("condition"),
          "every " + what(rule) + " satisfies the condition; correct the numbers");
    }
  }

  private static String what(CorrelationRule rule) {
    return rule.type().isTemporal()
        ? "number of its " + rule.rules().size() + " rules"
        : rule.type().spelling();
  }

  /** What every number of the type satisfies; empty for types that are not about whole numbers. */
  private static List<Bound> possible(CorrelationRule rule) {
    Bound atLeastNone = new Bound(Comparison.GTE, BigDecimal.ZERO);
    if (rule.type().isTemporal()) {
      long rules = rule.rules().stream().distinct().count();
      return List.of(atLeastNone, new Bound(Comparison.LTE, BigDecimal.valueOf(rules)));
    }
    boolean count =
        rule.type() == CorrelationType.EVENT_COUNT || rule.type() == CorrelationType.VALUE_COUNT;
    return count ? List.of(atLeastNone) : List.of();
  }

  /** Whether {@code bound} holds for every number that is {@code possible}. */
  private static boolean isIdle(Bound bound, List<Bound> possible) {
    Comparison opposite =
        switch (bound.comparison()) {
          case GT -> Comparison.LTE;
          case GTE -> Comparison.LT;
          case LT -> Comparison.GTE;
          case LTE -> Comparison.GT;
          case EQ -> Comparison.NEQ;
          case NEQ -> Comparison.EQ;
        };
    List<Bound> violated = new ArrayList<>(possible);
    violated.add(new Bound(opposite, bound.limit()));
    return !isSatisfiable(violated, true);
  }

  private static boolean isSatisfiable(List<Bound> bounds, boolean whole) {
    Optional<BigDecimal> only =
        bounds.stream()
            .filter(bound -> bound.comparison() == Comparison.EQ)
            .map(Bound::limit)
            .findFirst();
    if (only.isPresent()) {
      boolean possible = !whole || only.get().stripTrailingZeros().scale() <= 0;
      return possible && bounds.stream().allMatch(bound -> bound.holds(only.get()));
    }
    return whole ? hasWholeNumber(bounds) : hasNumber(bounds);
  }

  private static boolean hasWholeNumber(List<Bound> bounds) {
    // strict bounds of whole numbers are the next whole number, inclusive
    Optional<BigDecimal> least =
        bounds.stream().flatMap(bound -> lower(bound).stream()).max(BigDecimal::compareTo);
    Optional<BigDecimal> most =
        bounds.stream().flatMap(bound -> upper(bound).stream()).min(BigDecimal::compareTo);
    if (least.isEmpty() || most.isEmpty()) {
      return true;
    }
    int order = least.get().compareTo(most.get());
    return order < 0 || (order == 0 && bounds.stream().allMatch(bound -> bound.holds(least.get())));
  }

  private static Optional<BigDecimal> lower(Bound bound) {
    return switch (bound.comparison()) {
      case GTE -> Optional.of(bound.limit().setScale(0, RoundingMode.CEILING));
      case GT -> Optional.of(bound.limit().setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> upper(Bound bound) {
    return switch (bound.comparison()) {
      case LTE -> Optional.of(bound.limit().setScale(0, RoundingMode.FLOOR));
      case LT ->
          Optional.of(bound.limit().setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
      default -> Optional.empty();
    };
  }

  private static boolean hasNumber(List<Bound> bounds) {
    for (Bound low : bounds) {
      for (Bound high : bounds) {
        boolean isLow = low.comparison() == Comparison.GT || low.comparison() == Comparison.GTE;
        boolean isHigh = high.comparison() == Comparison.LT || high.comparison() == Comparison.LTE;
        int order = low.limit().compareTo(high.limit());
        boolean point = order == 0 && bounds.stream().allMatch(bound -> bound.holds(low.limit()));
        if (isLow && isHigh && order >= 0 && !point) {
          return false;
        }
      }
    }
    return true;
  }
}
