package io.pixelated.streams.residency;

import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.residency.minimise.JsonPath;
import java.util.Locale;

/** The kinds of records that are checked, with where their JSON keeps what tables index. */
public enum RecordKind {
  /** An event that had a detection, enriched. */
  THREAT_EVENTS(false, "enrichment.time", "", "", "enrichment.entities.0", "type"),
  /** An OCSF Detection Finding. */
  DETECTIONS(false, "time", "severity", "", "observables.0", "name"),
  /** An OCSF Incident Finding. */
  INCIDENTS(true, "time", "severity", "status", "pixelated.primary", "type");

  private static final JsonPath VERSION = JsonPath.of("pixelated.version");
  private static final JsonPath VALUE = JsonPath.of("value");

  private final String table = name().toLowerCase(Locale.ROOT);
  private final boolean updated;

  @SuppressWarnings("ImmutableEnumChecker") // paths never change
  private final JsonPath time;

  @SuppressWarnings("ImmutableEnumChecker")
  private final JsonPath severity;

  @SuppressWarnings("ImmutableEnumChecker")
  private final JsonPath status;

  @SuppressWarnings("ImmutableEnumChecker")
  private final JsonPath entity;

  @SuppressWarnings("ImmutableEnumChecker")
  private final JsonPath entityType;

  RecordKind(
      boolean updated,
      String time,
      String severity,
      String status,
      String entity,
      String entityType) {
    this.updated = updated;
    this.time = JsonPath.of(time);
    this.severity = JsonPath.of(severity);
    this.status = JsonPath.of(status);
    this.entity = JsonPath.of(entity);
    this.entityType = JsonPath.of(entityType);
  }

  /** The table, and the name that policies use. */
  public String table() {
    return table;
  }

  /** Whether later versions of a record replace earlier ones. */
  boolean isUpdated() {
    return updated;
  }

  /** Whether a status says that the record is to be gone from its table. */
  boolean isEnding(String text) {
    return updated
        && (text.equals(IncidentStatus.MERGED.caption())
            || text.equals(IncidentStatus.WITHDRAWN.caption()));
  }

  /** Where records that are updated keep their version. */
  JsonPath version() {
    return VERSION;
  }

  JsonPath time() {
    return time;
  }

  /** Empty where the kind has none. */
  JsonPath severity() {
    return severity;
  }

  /** Empty where the kind has none. */
  JsonPath status() {
    return status;
  }

  /** The entity that the record is about. */
  JsonPath entity() {
    return entity;
  }

  /** From the entity. */
  JsonPath entityValue() {
    return VALUE;
  }

  /** From the entity. */
  JsonPath entityType() {
    return entityType;
  }
}
