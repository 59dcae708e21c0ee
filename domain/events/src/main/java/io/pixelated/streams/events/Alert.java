package io.pixelated.streams.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A correlation rule or sequence that fired for one group.
 *
 * @param id derived from rule, {@code generation}, group and {@code time}
 * @param rule the correlation rule
 * @param generation digest of what the rule means: it changes with what the rule fires on, and not
 *     with its title or layout
 * @param state how sure it is
 * @param region region whose job correlated it
 * @param time event time at which the condition became true, epoch milliseconds
 * @param from event time of the earliest event that counts, epoch milliseconds
 * @param group the group-by fields and their values
 * @param count what the condition compared, at {@code time}
 * @param eventIds ids of the events that count, in event-time order, bounded
 * @param entities whom and what those events are about, bounded
 * @param classification data classes and jurisdictions of those events
 * @param observed the latest Kafka timestamp among those events, epoch milliseconds
 * @param standalone whether it may raise an incident by itself (Sigma's {@code generate})
 * @param tied whether events of one time had to be taken as being in order
 * @param replaces id of the provisional alert that was withdrawn for this one; empty for none, and
 *     in final alerts, which do not depend on what was announced
 * @param suppressed how many firings in the quiet time were only counted; known when {@link
 *     AlertState#CLOSED}
 */
public record Alert(
    String id,
    RuleRef rule,
    String generation,
    AlertState state,
    String region,
    long time,
    long from,
    Map<String, String> group,
    BigDecimal count,
    List<String> eventIds,
    List<Entity> entities,
    Classification classification,
    long observed,
    boolean standalone,
    boolean tied,
    String replaces,
    long suppressed) {
  public Alert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(count, "count");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(replaces, "replaces");
    group = Map.copyOf(group);
    eventIds = List.copyOf(eventIds);
    entities = List.copyOf(entities);
  }

  /** The same alert in another state. */
  public Alert in(AlertState other) {
    return with(other, replaces, suppressed);
  }

  /** The same alert as the one announced instead of the withdrawn {@code id}. */
  public Alert replacing(String withdrawn) {
    return with(state, withdrawn, suppressed);
  }

  /** The same alert at the end of its quiet time, in which so many firings were only counted. */
  public Alert closed(long firings) {
    return with(AlertState.CLOSED, replaces, firings);
  }

  private Alert with(AlertState newState, String newReplaces, long newSuppressed) {
    return new Alert(
        id,
        rule,
        generation,
        newState,
        region,
        time,
        from,
        group,
        count,
        eventIds,
        entities,
        classification,
        observed,
        standalone,
        tied,
        newReplaces,
        newSuppressed);
  }
}
