package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Alert;
import java.util.Map;
import java.util.Objects;

/**
 * An alert, and what it is as an event for the correlations that refer to its rule.
 *
 * @param fields its group fields, and those of its rule's {@link Correlation#carried()} fields on
 *     which all events that count agree
 */
public record Raised(Alert alert, Map<String, String> fields) {
  public Raised {
    Objects.requireNonNull(alert, "alert");
    fields = Map.copyOf(fields);
  }
}
