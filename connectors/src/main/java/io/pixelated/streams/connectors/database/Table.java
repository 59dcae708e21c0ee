package io.pixelated.streams.connectors.database;

/** The tables that jobs write; {@code sql/} creates them, all with the same columns. */
enum Table {
  THREAT_EVENTS("threat_events"),
  DETECTIONS("detections"),
  INCIDENTS("incidents");

  private final String upsert;
  private final String delete;

  Table(String name) {
    this.upsert =
        """
        INSERT INTO %1$s (id, version, region, event_time, severity, entity, status, jurisdictions,\
         data_classes, policy_version, verdict, verdict_id, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, region = excluded.region,
         event_time = excluded.event_time, severity = excluded.severity,
         entity = excluded.entity, status = excluded.status,
         jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes,
         policy_version = excluded.policy_version, verdict = excluded.verdict,
         verdict_id = excluded.verdict_id, payload = excluded.payload, stored_at = now()
        WHERE %1$s.version < excluded.version"""
            .formatted(name);
    this.delete = "DELETE FROM %s WHERE id = ? AND version < ?".formatted(name);
  }

  /** Inserts a row, or replaces an older version of it. PostgreSQL and CockroachDB document it. */
  String upsert() {
    return upsert;
  }

  /** Removes a row that is older than the removal. */
  String delete() {
    return delete;
  }
}
