package io.pixelated.streams.connectors.database;

import java.util.List;

/** Rows for tests. */
final class Rows {
  private Rows() {}

  static StoredRow incident(String id, long version, String payload) {
    return row(Table.INCIDENTS, id, version, false, payload);
  }

  static StoredRow removedIncident(String id, long version) {
    return row(Table.INCIDENTS, id, version, true, "{}");
  }

  static StoredRow row(Table table, String id, long version, boolean removed, String payload) {
    return new StoredRow(
        table,
        id,
        version,
        removed,
        "eu-central-1",
        1_700_000_000_000L,
        "HIGH",
        "user:ana.keller",
        "OPEN",
        List.of("EU"),
        List.of("PHI"),
        "policy-1",
        "permit",
        "verdict-1",
        payload);
  }
}
