package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event that rules matched, reduced to what a correlation and its alert need of it. The alert of
 * a correlation that others refer to is an event too.
 *
 * @param id the event's id: the same event counts once, however often it arrives
 * @param time event time, epoch milliseconds
 * @param observed the event's Kafka timestamp, epoch milliseconds
 * @param rules keys of the rules that matched it, of those the correlation refers to; sorted
 * @param value what {@code value_count} counts, or the decimal number that other types of value
 *     take; empty for types without
 * @param fields the fields that conditions of sequences and correlations further up look at, by the
 *     name that they use
 * @param certainty whether it happened
 * @param entities whom and what the event is about
 * @param classification data classes and jurisdictions of the event
 */
public record MatchedEvent(
    String id,
    long time,
    long observed,
    List<String> rules,
    String value,
    Map<String, String> fields,
    Certainty certainty,
    List<Entity> entities,
    Classification classification) {
  /** By time, then by id: the one order that does not depend on arrival. */
  public static final Comparator<MatchedEvent> ORDER =
      Comparator.comparingLong(MatchedEvent::time).thenComparing(MatchedEvent::id);

  public MatchedEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(certainty, "certainty");
    Objects.requireNonNull(classification, "classification");
    rules = isSorted(rules) ? List.copyOf(rules) : rules.stream().sorted().distinct().toList();
    fields = Map.copyOf(fields);
    entities = List.copyOf(entities);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("event " + id + " was matched by no rule");
    }
  }

  /** Events are made anew with every read of a group: most are as they should be. */
  private static boolean isSorted(List<String> strings) {
    for (int i = 1; i < strings.size(); i++) {
      if (strings.get(i - 1).compareTo(strings.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it happened for sure. */
  public boolean isCertain() {
    return certainty == Certainty.CERTAIN;
  }

  /** Another event that has all else in common with this one. */
  MatchedEvent like(String otherId, long otherTime, long otherObserved, String otherValue) {
    return new MatchedEvent(
        otherId,
        otherTime,
        otherObserved,
        rules,
        otherValue,
        fields,
        certainty,
        entities,
        classification);
  }

  /** The same event, matched by {@code keys}. */
  public MatchedEvent by(List<String> keys) {
    return new MatchedEvent(
        id, time, observed, keys, value, fields, certainty, entities, classification);
  }
}
