package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Objects;

/**
 * A matched event on its way to one group of one correlation.
 *
 * @param correlation key of the correlation or sequence
 * @param group values of its group-by fields, in the order in which it lists them
 * @param event what the correlation needs of the event
 */
public record RoutedMatch(String correlation, List<String> group, MatchedEvent event) {
  public RoutedMatch {
    Objects.requireNonNull(correlation, "correlation");
    Objects.requireNonNull(event, "event");
    group = List.copyOf(group);
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
