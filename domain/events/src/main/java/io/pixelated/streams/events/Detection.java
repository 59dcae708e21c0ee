package io.pixelated.streams.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One rule's match on one event.
 *
 * @param id derived from rule and event
 * @param rule the rule that matched
 * @param eventId id of the event
 * @param region region whose job detected it
 * @param time the event's time, epoch milliseconds
 * @param late whether the event came behind the watermark, or is stale: left out of windows
 * @param origin where the event was read
 * @param source what kind of log the event is from
 * @param entities whom and what the event is about
 * @param classification data classes and jurisdictions of the event
 * @param fields the fields that the rule matched on, with their values
 * @param standalone whether it may raise an incident by itself (Sigma's {@code generate})
 */
public record Detection(
    String id,
    RuleRef rule,
    String eventId,
    String region,
    long time,
    boolean late,
    Origin origin,
    EventSource source,
    List<Entity> entities,
    Classification classification,
    Map<String, String> fields,
    boolean standalone) {
  public Detection {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(classification, "classification");
    entities = List.copyOf(entities);
    fields = Map.copyOf(fields);
  }

  /** The same detection, marked as one that windows leave out. */
  public Detection asLate() {
    return new Detection(
        id,
        rule,
        eventId,
        region,
        time,
        true,
        origin,
        source,
        entities,
        classification,
        fields,
        standalone);
  }
}
