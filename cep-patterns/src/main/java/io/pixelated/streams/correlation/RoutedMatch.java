package io.pixelated.streams.correlation;

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

  private static void append(StringBuilder key, String part) {
    key.append(part.length()).append(':').append(part);
  }
}
