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
    StringBuilder key = new StringBuilder(correlation);
    for (String value : group) {
      key.append('\u001f').append(value.length()).append(':').append(value);
    }
    return key.toString();
  }
}
