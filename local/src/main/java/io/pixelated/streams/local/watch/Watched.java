package io.pixelated.streams.local.watch;

import io.pixelated.streams.events.IncidentSummary;
import java.util.Objects;

/**
 * An incident as it was last seen.
 *
 * @param incident its latest version
 * @param latencyMillis from the Kafka timestamp of the event that opened it until a {@code
 *     read_committed} consumer saw it
 * @param updates how many versions were seen
 */
public record Watched(IncidentSummary incident, long latencyMillis, int updates) {
  public Watched {
    Objects.requireNonNull(incident, "incident");
  }

  Watched updatedBy(IncidentSummary next) {
    IncidentSummary latest = next.version() < incident.version() ? incident : next;
    return new Watched(latest, latencyMillis, updates + 1);
  }
}
