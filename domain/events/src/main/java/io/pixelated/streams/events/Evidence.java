package io.pixelated.streams.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A detection or alert as part of an incident.
 *
 * @param id id of the detection or alert
 * @param kind which of the two it is
 * @param rule the rule behind it
 * @param time its event time, epoch milliseconds
 * @param from event time of the earliest event behind it, epoch milliseconds
 * @param provisional whether it is an alert that is not final yet
 * @param why what made the rule fire: the group of an alert, the fields that a detection matched
 *     on; bounded
 * @param count what the condition of an alert compared, as a decimal; 1 for a detection
 * @param suppressed how many more firings of an alert's quiet time were only counted, as far as
 *     known
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
    long from,
    boolean provisional,
    Map<String, String> why,
    String count,
    long suppressed,
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
    Objects.requireNonNull(count, "count");
    why = Map.copyOf(why);
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
            from,
            isProvisional,
            why,
            count,
            suppressed,
            eventIds,
            entities,
            classification,
            observed);
  }
}
