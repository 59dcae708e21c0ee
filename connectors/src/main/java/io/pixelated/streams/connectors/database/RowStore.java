package io.pixelated.streams.connectors.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Writes rows over one connection, each call in one transaction. */
final class RowStore implements RowWriter {
  private final Connections connections;
  private Connection connection;

  RowStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void write(Collection<StoredRow> rows) throws SQLException {
    if (connection == null) {
      connection = connections.open();
    }
    try {
      for (Table table : Table.values()) {
        List<StoredRow> own = rows.stream().filter(r -> r.table() == table).toList();
        upsert(table, own.stream().filter(r -> !r.removed()).toList());
        delete(table, own.stream().filter(StoredRow::removed).toList());
      }
      connection.commit();
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
  }

  private void upsert(Table table, List<StoredRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(table.upsert())) {
      for (StoredRow row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, StoredRow row) throws SQLException {
    statement.setString(1, row.id());
    statement.setLong(2, row.version());
    statement.setString(3, row.region());
    statement.setObject(4, Instant.ofEpochMilli(row.eventTime()).atOffset(ZoneOffset.UTC));
    statement.setString(5, row.severity());
    statement.setString(6, row.entity());
    statement.setString(7, row.status());
    statement.setArray(8, array(row.jurisdictions()));
    statement.setArray(9, array(row.dataClasses()));
    statement.setString(10, row.policyVersion());
    statement.setString(11, row.verdict());
    statement.setString(12, row.verdictId());
    statement.setObject(
        13, row.payload(), Types.OTHER); // the server takes it for what it is: JSONB
  }

  private Array array(List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private void delete(Table table, List<StoredRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(table.delete())) {
      for (StoredRow row : rows) {
        statement.setString(1, row.id());
        statement.setLong(2, row.version());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void rollback(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      disconnect();
    }
  }

  @Override
  public void disconnect() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        // It is broken; that is why it goes.
      }
    }
  }
}
