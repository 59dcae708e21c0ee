package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import java.util.Objects;

/**
 * All of a record that the decision depends on but its time.
 *
 * @param kind what kind of record it is
 * @param classification whose data of what kind it holds
 * @param from the region where it is, or one of its aliases
 * @param destinationKind what kind of place it is headed for
 * @param to the region it is headed for, or one of its aliases; of no meaning for a global topic
 * @param purpose what it is sent for
 */
public record Question(
    RecordKind kind,
    Classification classification,
    String from,
    DestinationKind destinationKind,
    String to,
    String purpose) {
  public Question {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(destinationKind, "destinationKind");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(purpose, "purpose");
  }
}
