package io.pixelated.streams.sigma.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A condition that is added to other rules, to tune them without touching them (Sigma v2.1.0,
 * "Filters").
 *
 * @param logSource rules of other log sources are left alone
 * @param rules ids or names of the rules it is for; empty for every rule of its log source
 * @param selections by name, in document order
 */
public record FilterRule(
    Metadata metadata,
    LogSource logSource,
    Set<String> rules,
    Map<String, Selection> selections,
    Condition condition)
    implements SigmaRule {

  public FilterRule {
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(logSource);
    Objects.requireNonNull(condition);
    rules = Collections.unmodifiableSet(new LinkedHashSet<>(rules));
    selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
  }

  @Override
  public List<String> references() {
    return List.copyOf(rules);
  }

  /** Whether the filter is for {@code rule}. */
  public boolean appliesTo(DetectionRule rule) {
    return logSource.covers(rule.logSource())
        && (rules.isEmpty() || rules.stream().anyMatch(rule::answersTo));
  }

  /** {@code rule}, holding only where the filter's condition holds as well. */
  public DetectionRule applyTo(DetectionRule rule) {
    Map<String, Selection> both = new LinkedHashMap<>(rule.selections());
    Map<String, String> names = new LinkedHashMap<>();
    selections.forEach(
        (name, selection) -> {
          String free = "_" + key() + "." + name;
          while (both.containsKey(free)) {
            free = "_" + free;
          }
          names.put(name, free);
          both.put(free, selection);
        });
    return new DetectionRule(
        rule.metadata(),
        rule.logSource(),
        both,
        new Condition.And(List.of(rule.condition(), condition.renamed(names::get))));
  }
}
