package io.pixelated.streams.events;

import java.util.List;
import java.util.Objects;

/**
 * The state of an incident: evidence that belongs together because one entity leads to the next.
 *
 * @param id derived from region, entity and time of its earliest evidence
 * @param version rises with every update of this id: milliseconds of the writer's clock, made
 *     strictly increasing
 * @param region region whose job raised it
 * @param status where it is in its life
 * @param change what this update tells
 * @param mergedInto id of the incident that took over its evidence; empty unless {@link
 *     IncidentStatus#MERGED}
 * @param severity the highest level among its evidence, raised by risk
 * @param risk risk score at {@code lastTime}
 * @param title what happened, for a person
 * @param primary the entity that its most telling evidence is about
 * @param entities everyone and everything it is about, bounded
 * @param tactics ATT&CK tactics seen, in kill-chain order, such as {@code credential-access}
 * @param techniques ATT&CK techniques seen, such as {@code T1110.003}
 * @param firstTime event time of the earliest evidence, epoch milliseconds
 * @param lastTime event time of the latest evidence, epoch milliseconds
 * @param evidence in event-time order, bounded
 * @param evidenceCount how much evidence there is in all
 * @param classification data classes and jurisdictions of all evidence
 * @param observed Kafka timestamp of the event that led to this update, epoch milliseconds
 */
public record Incident(
    String id,
    long version,
    String region,
    IncidentStatus status,
    IncidentChange change,
    String mergedInto,
    Level severity,
    double risk,
    String title,
    Entity primary,
    List<Entity> entities,
    List<String> tactics,
    List<String> techniques,
    long firstTime,
    long lastTime,
    List<Evidence> evidence,
    int evidenceCount,
    Classification classification,
    long observed) {
  public Incident {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(mergedInto, "mergedInto");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(primary, "primary");
    Objects.requireNonNull(classification, "classification");
    entities = List.copyOf(entities);
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
    evidence = List.copyOf(evidence);
  }
}
