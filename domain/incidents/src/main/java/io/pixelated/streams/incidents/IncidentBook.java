package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is remembered about one entity's incidents: the keyed state of the operator that calls
 * {@link IncidentTracker}.
 *
 * @param primary the entity
 * @param settled clusters of detections and final alerts, by time, bounded
 * @param provisional provisional alerts, by time, bounded; kept apart because they may be withdrawn
 * @param published what readers were last told, by incident id
 * @param lastVersion the highest version that was given out
 */
public record IncidentBook(
    Entity primary,
    List<Cluster> settled,
    List<Holding> provisional,
    Map<String, Published> published,
    long lastVersion) {
  public IncidentBook {
    Objects.requireNonNull(primary, "primary");
    settled = List.copyOf(settled);
    provisional = List.copyOf(provisional);
    published = Map.copyOf(published);
  }

  static IncidentBook empty(Entity primary) {
    return new IncidentBook(primary, List.of(), List.of(), Map.of(), 0);
  }

  boolean isEmpty() {
    return settled.isEmpty() && provisional.isEmpty();
  }

  IncidentBook with(List<Cluster> newSettled, List<Holding> newProvisional) {
    return new IncidentBook(primary, newSettled, newProvisional, published, lastVersion);
  }
}
