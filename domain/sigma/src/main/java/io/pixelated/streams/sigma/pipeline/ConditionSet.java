package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The conditions of one level of a processing item, and how they are linked.
 *
 * @param conditions by name; a list's are named by their position
 * @param link over the names
 * @param negated whether the whole is turned round; without conditions it holds nevertheless
 */
record ConditionSet<C>(Map<String, C> conditions, Condition link, boolean negated) {

  ConditionSet {
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
  }

  static <C> ConditionSet<C> none() {
    return new ConditionSet<>(Map.of(), null, false);
  }

  /** Whether the conditions that {@code test} tells of hold together. */
  boolean hold(Predicate<C> test) {
    return conditions.isEmpty() || hold(link, test) != negated;
  }

  private boolean hold(Condition part, Predicate<C> test) {
    if (part instanceof Condition.Named named) {
      return test.test(conditions.get(named.name()));
    }
    if (part instanceof Condition.Not not) {
      return !hold(not.part(), test);
    }
    if (part instanceof Condition.And and) {
      return and.parts().stream().allMatch(each -> hold(each, test));
    }
    if (part instanceof Condition.Or or) {
      return or.parts().stream().anyMatch(each -> hold(each, test));
    }
    Condition.Quantified quantified = (Condition.Quantified) part;
    Predicate<String> named = name -> test.test(conditions.get(name));
    return quantified.all()
        ? quantified.names().stream().allMatch(named)
        : quantified.names().stream().anyMatch(named);
  }
}
