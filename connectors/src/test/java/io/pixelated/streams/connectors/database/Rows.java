package io.pixelated.streams.connectors.database;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows for tests. */
final class Rows {
  static final String HOME = "eu-central-1";

  private Rows() {}

  static ClearedRow incident(String id, long version, String payload) {
    return row(Table.INCIDENTS, id, version, false, payload);
  }

  static ClearedRow removedIncident(String id, long version) {
    return row(Table.INCIDENTS, id, version, true, "{}");
  }

  static ClearedRow row(Table table, String id, long version, boolean removed, String payload) {
    return decided(table, id, version, removed, payload, "permit", "verdict-1");
  }

  static ClearedRow decided(
      Table table,
      String id,
      long version,
      boolean removed,
      String payload,
      String verdict,
      String verdictId) {
    return new ClearedRow(
        table,
        HOME,
        id,
        version,
        removed,
        HOME,
        1_700_000_000_000L,
        "High",
        "user:ana.keller",
        "New",
        List.of("EU", "US-CA"),
        List.of("PERSONAL"),
        "policy-1",
        verdict,
        verdictId,
        payload);
  }

  private static byte[] hash(String bytes) {
    return new byte[] {(byte) bytes.length(), (byte) bytes.charAt(0)};
  }

  static Row audit(int chain, long position, String bytes) {
    return AuditRow.of(
        new AuditEntry(
            HOME,
            "threat-correlation",
            chain,
            1_700_000_000_000L,
            position,
            hash(bytes),
            "p-1",
            "record-" + position,
            1_700_000_000_000L,
            bytes.getBytes(StandardCharsets.UTF_8)));
  }
}
