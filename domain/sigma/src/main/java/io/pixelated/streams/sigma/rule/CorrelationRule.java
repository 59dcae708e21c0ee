package io.pixelated.streams.sigma.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule over the matches of other rules (Sigma v2.1.0 correlation rules).
 *
 * @param rules ids or names of the rules it correlates, in document order; those that its condition
 *     names if it lists none
 * @param groupBy fields whose values must agree
 * @param aliases per alias usable in {@code groupBy}: the field it means for each rule reference
 * @param condition empty for temporal types, where every rule must occur
 * @param suppress how long a group is quiet after an alert, ours beside the specification; empty
 *     for one timespan
 * @param generate whether the correlated rules also alert on their own
 */
public record CorrelationRule(
    Metadata metadata,
    CorrelationType type,
    List<String> rules,
    List<String> groupBy,
    Timespan timespan,
    Map<String, Map<String, String>> aliases,
    Optional<CorrelationCondition> condition,
    Optional<Timespan> suppress,
    boolean generate)
    implements SigmaRule {

  public CorrelationRule {
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(type);
    Objects.requireNonNull(timespan);
    Objects.requireNonNull(condition);
    Objects.requireNonNull(suppress);
    rules = List.copyOf(rules);
    groupBy = List.copyOf(groupBy);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a correlation needs rules");
    }
  }

  @Override
  public List<String> references() {
    return rules;
  }
}
