package io.pixelated.streams.privacy.breach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.events.DataClass;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that became known of an incident and matters to its clock.
 *
 * @param incidentId the incident
 * @param kind what it is
 * @param at when that was, epoch milliseconds
 */
public record BreachFact(String incidentId, Kind kind, long at) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What can become known. */
  public enum Kind {
    /** It holds personal data, or may. */
    PERSONAL,
    /** The SOC says that it is an attack. */
    CONFIRMED,
    /** The SOC says that it is none, or takes back what it said. */
    DISMISSED,
    /** The authority was notified. */
    NOTIFIED
  }

  public BreachFact {
    Objects.requireNonNull(incidentId, "incidentId");
    Objects.requireNonNull(kind, "kind");
  }

  /** That an incident holds personal data; empty if it does not, or is over. */
  public static Optional<BreachFact> ofIncident(String id, byte[] finding, long time) {
    if (finding.length == 0) {
      return Optional.empty();
    }
    try {
      for (JsonNode held : MAPPER.readTree(finding).path("pixelated").path("data_classes")) {
        if (!held.asText().equals(DataClass.OPERATIONAL.name())) {
          return Optional.of(new BreachFact(id, Kind.PERSONAL, time));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      // Nothing says that it holds none.
      return Optional.of(new BreachFact(id, Kind.PERSONAL, time));
    }
  }

  /** What is known with it of a case. */
  public BreachCase in(BreachCase known) {
    return switch (kind) {
      case PERSONAL -> known.holding(true);
      case CONFIRMED -> known.confirmed(at);
      case DISMISSED -> known.dismissed();
      case NOTIFIED -> known.notified(at);
    };
  }
}
