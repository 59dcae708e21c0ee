package io.pixelated.streams.correlation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Matched events on their way to one group of one correlation: usually one, or a bundle of those
 * that came together.
 *
 * @param correlation key of the correlation or sequence
 * @param depth how many stages of correlations it takes: 1 over detections
 * @param generation the number of the rule set that routed it
 * @param group values of its group-by fields, in the order in which it lists them
 * @param events what the correlation needs of the events; never empty
 * @param thinned how many events were left out of the bundle because it held too much
 */
@TypeInfo(RoutedMatchType.Factory.class)
public record RoutedMatch(
    String correlation,
    int depth,
    long generation,
    List<String> group,
    List<MatchedEvent> events,
    long thinned) {
  public RoutedMatch {
    Objects.requireNonNull(correlation, "correlation");
    group = List.copyOf(group);
    events = List.copyOf(events);
    if (depth < 1) {
      throw new IllegalArgumentException("depth of " + correlation + " is " + depth);
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("nothing is routed to " + correlation);
    }
  }

  /** One event on its way to {@code correlation}. */
  public static RoutedMatch of(
      Correlation correlation, long generation, List<String> group, MatchedEvent event) {
    return new RoutedMatch(
        correlation.key(), correlation.depth(), generation, group, List.of(event), 0);
  }

  /** What the stream is keyed by: one string per correlation and group, no two alike. */
  public String key() {
    StringBuilder key = new StringBuilder();
    append(key, correlation);
    group.forEach(value -> append(key, value));
    return key.toString();
  }

  /** The correlation that {@code key}, made by {@link #key()}, is of. */
  public static String correlationOf(String key) {
    int colon = key.indexOf(':');
    int length = Integer.parseInt(key.substring(0, colon));
    return key.substring(colon + 1, colon + 1 + length);
  }

  /** The group that {@code key}, made by {@link #key()}, is of. */
  public static List<String> groupOf(String key) {
    List<String> parts = parts(key);
    return parts.subList(1, parts.size());
  }

  /** The texts that a text was made of as keys are; empty if it was not. */
  public static List<String> parts(String tuple) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < tuple.length()) {
      int colon = tuple.indexOf(':', at);
      int length = colon < 0 || colon - at > 9 ? -1 : length(tuple, at, colon);
      if (length < 0 || colon + 1 + length > tuple.length()) {
        return List.of();
      }
      parts.add(tuple.substring(colon + 1, colon + 1 + length));
      at = colon + 1 + length;
    }
    return parts;
  }

  private static int length(String tuple, int begin, int end) {
    int length = begin < end ? 0 : -1;
    for (int i = begin; i < end && length >= 0; i++) {
      int digit = tuple.charAt(i) - '0';
      length = digit >= 0 && digit <= 9 ? 10 * length + digit : -1;
    }
    return length;
  }

  private static void append(StringBuilder key, String part) {
    key.append(part.length()).append(':').append(part);
  }
}
