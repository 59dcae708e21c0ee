package io.pixelated.streams.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A correlation rule or sequence that fired for one group.
 *
 * @param id derived from rule, rule version, group and {@code time}
 * @param rule the correlation rule
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
 */
public record Alert(
    String id,
    RuleRef rule,
    AlertState state,
    String region,
    long time,
    long from,
    Map<String, String> group,
    long count,
    List<String> eventIds,
    List<Entity> entities,
    Classification classification,
    long observed,
    boolean standalone) {
  public Alert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(classification, "classification");
    group = Map.copyOf(group);
    eventIds = List.copyOf(eventIds);
    entities = List.copyOf(entities);
  }
}
