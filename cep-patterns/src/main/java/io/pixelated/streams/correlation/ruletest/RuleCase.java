package io.pixelated.streams.correlation.ruletest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Events, and whether a rule is to match or alert on them.
 *
 * @param where file, and line if known, for messages
 * @param events JSON of one event each, in order of arrival
 * @param until to when time goes on after them; empty for its end, when all that is missing is
 *     known to be missing
 */
public record RuleCase(
    boolean positive, String where, List<String> events, Optional<Instant> until) {
  public RuleCase {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(until, "until");
    events = List.copyOf(events);
  }
}
