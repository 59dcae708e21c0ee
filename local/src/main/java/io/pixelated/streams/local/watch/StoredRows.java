package io.pixelated.streams.local.watch;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How many rows the product's tables hold.
 *
 * @param events rows of {@code threat_events}
 * @param detections rows of {@code detections}
 * @param incidents rows of {@code incidents}
 */
public record StoredRows(long events, long detections, long incidents) {
  private static final String COUNT =
      """
      SELECT (SELECT count(*) FROM threat_events WHERE NOT removed),
       (SELECT count(*) FROM detections WHERE NOT removed),
       (SELECT count(*) FROM incidents WHERE NOT removed)""";

  /** Counts them. */
  public static StoredRows count(DatabaseSettings database) throws SQLException {
    try (Connection connection = new Connections(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNT)) {
      row.next();
      return new StoredRows(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** All of them. */
  public long total() {
    return events + detections + incidents;
  }

  /** What came on top of an earlier count: a shared database may have held rows before. */
  public StoredRows since(StoredRows before) {
    return new StoredRows(
        events - before.events, detections - before.detections, incidents - before.incidents);
  }
}
