package io.pixelated.streams.connectors.database;

import io.pixelated.streams.residency.Retention;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
    return row(table, id, version, removed, Retention.UNLIMITED, payload, verdict, verdictId);
  }

  /** A row of version 1 that policies say something of. */
  static ClearedRow kept(Table table, String id, Retention retention) {
    return row(table, id, 1, false, retention, "{}", "permit", "verdict-1");
  }

  private static ClearedRow row(
      Table table,
      String id,
      long version,
      boolean removed,
      Retention retention,
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
        retention,
        ClearedRow.order(payload.getBytes(StandardCharsets.UTF_8)),
        payload);
  }

  /** The same of another time. */
  static ClearedRow at(long time, ClearedRow row) {
    return new ClearedRow(
        row.table(),
        row.homeRegion(),
        row.id(),
        row.version(),
        row.removed(),
        row.region(),
        time,
        row.severity(),
        row.entity(),
        row.status(),
        row.jurisdictions(),
        row.dataClasses(),
        row.policyVersion(),
        row.verdict(),
        row.verdictId(),
        row.retention(),
        row.order(),
        row.payload());
  }

  private static byte[] hash(String bytes) {
    return new byte[] {(byte) bytes.length(), (byte) bytes.charAt(0)};
  }

  static Row audit(int chain, long position, String bytes) {
    return audit(chain, position, bytes, 1_700_000_000_000L);
  }

  static Row audit(int chain, long position, String bytes, long time) {
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
            time,
            bytes.getBytes(StandardCharsets.UTF_8)));
  }

  /** The rows that a question finds, columns apart by a blank. */
  static List<String> query(DatabaseSettings database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = new Connections(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder(found.getString(1));
        for (int column = 2; column <= found.getMetaData().getColumnCount(); column++) {
          row.append(' ').append(found.getString(column));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
