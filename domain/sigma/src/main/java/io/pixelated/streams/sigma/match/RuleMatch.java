package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rule that an event satisfied.
 *
 * @param fields the values by which it did, per field as the rule names it; for keywords, as the
 *     event names it; empty if only absences made the match; of one field at most {@link
 *     #MOST_VALUES}
 */
public record RuleMatch(DetectionRule rule, Map<String, List<String>> fields) {

  /** Values of one field that explain a match; long arrays may have more that would. */
  public static final int MOST_VALUES = 32;

  public RuleMatch {
    Objects.requireNonNull(rule);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((field, values) -> copy.put(field, List.copyOf(values)));
    fields = Collections.unmodifiableMap(copy);
  }
}
