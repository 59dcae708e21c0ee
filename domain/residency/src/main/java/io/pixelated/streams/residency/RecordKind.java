package io.pixelated.streams.residency;

import io.pixelated.streams.events.IncidentStatus;
import java.util.Locale;

/** The kinds of records that are checked, with where their JSON keeps what tables index. */
public enum RecordKind {
  /** An event that had a detection, enriched. */
  THREAT_EVENTS("", "enrichment.time", "", "", "enrichment.entities.0", "type"),
  /** An OCSF Detection Finding. */
  DETECTIONS("", "time", "severity", "", "observables.0", "name"),
  /** An OCSF Incident Finding. */
  INCIDENTS("pixelated.version", "time", "severity", "status", "pixelated.primary", "type");

  private final String versionField;
  private final String timeField;
  private final String severityField;
  private final String statusField;
  private final String entityField;
  private final String entityType;

  RecordKind(
      String versionField,
      String timeField,
      String severityField,
      String statusField,
      String entityField,
      String entityType) {
    this.versionField = versionField;
    this.timeField = timeField;
    this.severityField = severityField;
    this.statusField = statusField;
    this.entityField = entityField;
    this.entityType = entityType;
  }

  /** The table, and the name that policies use. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether later versions of a record replace earlier ones. */
  boolean isUpdated() {
    return !versionField.isEmpty();
  }

  /** Whether a status says that the record is to be gone from its table. */
  boolean isEnding(String status) {
    return isUpdated()
        && (status.equals(IncidentStatus.MERGED.caption())
            || status.equals(IncidentStatus.WITHDRAWN.caption()));
  }

  String versionField() {
    return versionField;
  }

  String timeField() {
    return timeField;
  }

  String severityField() {
    return severityField;
  }

  String statusField() {
    return statusField;
  }

  String entityField() {
    return entityField;
  }

  String entityType() {
    return entityType;
  }
}
