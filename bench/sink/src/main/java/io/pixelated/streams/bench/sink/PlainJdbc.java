package io.pixelated.streams.bench.sink;

import io.pixelated.streams.residency.Cleared;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.postgresql.ds.PGSimpleDataSource;

/** The rows inserted as one would by hand: one connection, batches, no guard, no second try. */
final class PlainJdbc {
  private static final String INSERT =
      """
      INSERT INTO threat_events (home_region, id, version, removed, region, event_time, severity,
       entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload,
       retained_as, keep_months, delete_months, held_by, content_order, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  /**
   * @param rewrite whether the driver may turn a batch into statements of many rows
   */
  PlainJdbc(String url, boolean rewrite) {
    source.setUrl(url);
    source.setUser("postgres");
    source.setReWriteBatchedInserts(rewrite);
  }

  void insert(Cleared[] records, int batch) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (int i = 0; i < records.length; i++) {
        bind(connection, statement, records[i]);
        statement.addBatch();
        if ((i + 1) % batch == 0 || i + 1 == records.length) {
          statement.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, Cleared record)
      throws SQLException {
    Cleared.Columns columns = record.columns();
    Instant time = Instant.ofEpochMilli(columns.eventTime());
    statement.setString(1, record.destinationRegion());
    statement.setString(2, record.id());
    statement.setLong(3, record.version());
    statement.setBoolean(4, false);
    statement.setString(5, columns.region());
    statement.setObject(6, time.atOffset(ZoneOffset.UTC));
    statement.setString(7, columns.severity());
    statement.setString(8, columns.entity());
    statement.setString(9, columns.status());
    statement.setArray(10, connection.createArrayOf("text", columns.jurisdictions().toArray()));
    statement.setArray(11, connection.createArrayOf("text", columns.dataClasses().toArray()));
    statement.setString(12, record.policyVersion());
    statement.setString(13, record.outcome());
    statement.setString(14, record.verdictId());
    statement.setObject(15, new String(record.json(), StandardCharsets.UTF_8), Types.OTHER);
    statement.setString(16, "OPERATIONAL");
    statement.setLong(17, record.retention().keepAtLeastMonths());
    statement.setLong(18, record.retention().deleteAtLatestMonths());
    statement.setString(19, String.join(",", record.retention().holds()));
    statement.setLong(20, 1);
    statement.setObject(21, time.plus(Duration.ofDays(395)).atOffset(ZoneOffset.UTC));
  }
}
