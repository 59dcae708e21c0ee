package io.pixelated.streams.correlation.ruletest;

import java.util.List;
import java.util.Objects;

/**
 * Events, and whether a rule is to match or alert on them.
 *
 * @param where file, and line if known, for messages
 * @param events JSON of one event each, in order of arrival
 */
public record RuleCase(boolean positive, String where, List<String> events) {
  public RuleCase {
    Objects.requireNonNull(where, "where");
    events = List.copyOf(events);
  }
}
