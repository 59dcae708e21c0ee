package io.pixelated.streams.local.region;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of a region that a test writes and reads by itself. */
record SubjectRows(DatabaseSettings database, String region) {
  /** Stores a row as the job does, where nothing as new stands in its place. */
  void store(String table, String id, String entity, String dataClass, String home, String payload)
      throws SQLException {
    String insert =
        """
        INSERT INTO %1$s (home_region, id, version, removed, region, event_time, severity, entity, status,
            jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, expires_at)
        VALUES (?, ?, 1, FALSE, ?, now() - INTERVAL '1 day', 'High', ?, 'New', ARRAY[?], ARRAY[?], 'p', 'permit', 'v-' || ?, ?::JSONB,
            'PERSONAL', now() + INTERVAL '26 months')
        ON CONFLICT (home_region, id) DO UPDATE SET payload = excluded.payload, entity = excluded.entity,
            removed = FALSE, version = excluded.version
        WHERE %1$s.version < excluded.version OR (%1$s.version = excluded.version AND NOT %1$s.removed)"""
            .formatted(table);
    try (Connection connection = new Connections(database).getConnection();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, region);
      statement.setString(2, id);
      statement.setString(3, region);
      statement.setString(4, entity);
      statement.setString(5, home);
      statement.setString(6, dataClass);
      statement.setString(7, id);
      statement.setString(8, payload);
      statement.executeUpdate();
    }
  }

  /** Lets a row be thirty months old. */
  void age(String table, String id) throws SQLException {
    String update =
        "UPDATE "
            + table
            + " SET event_time = now() - INTERVAL '30 months' WHERE home_region = ? AND id = ?";
    try (Connection connection = new Connections(database).getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, region);
      statement.setString(2, id);
      statement.executeUpdate();
    }
  }

  /** All that a table holds of the region, removed rows too: id to everything in the row. */
  Map<String, String> all(String table) throws SQLException {
    Map<String, String> all = new TreeMap<>();
    try (Connection connection = new Connections(database).getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM " + table + " WHERE home_region = ?")) {
      statement.setString(1, region);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.add(rows.getString(i));
          }
          all.put(rows.getString("id"), String.join(" | ", values));
        }
      }
    }
    return all;
  }
}
