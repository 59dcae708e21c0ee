package io.pixelated.streams.events;

import java.util.List;
import java.util.Objects;

/**
 * A detection or alert as part of an incident.
 *
 * @param id id of the detection or alert
 * @param kind which of the two it is
 * @param rule the rule behind it
 * @param time its event time, epoch milliseconds
 * @param provisional whether it is an alert that is not final yet
 * @param eventIds ids of the events behind it, bounded
 * @param entities whom and what it is about
 * @param classification data classes and jurisdictions of what it is about
 * @param observed the Kafka timestamp of the latest event behind it, epoch milliseconds
 */
public record Evidence(
    String id,
    Kind kind,
    RuleRef rule,
    long time,
    boolean provisional,
    List<String> eventIds,
    List<Entity> entities,
    Classification classification,
    long observed) {
  /** What a piece of evidence is. */
  public enum Kind {
    DETECTION,
    ALERT
  }

  public Evidence {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(classification, "classification");
    eventIds = List.copyOf(eventIds);
    entities = List.copyOf(entities);
  }

  /** The same evidence, final or not. */
  public Evidence markedProvisional(boolean isProvisional) {
    return isProvisional == provisional
        ? this
        : new Evidence(
            id,
            kind,
            rule,
            time,
            isProvisional,
            eventIds,
            entities,
            classification,
            observed);
  }
}
