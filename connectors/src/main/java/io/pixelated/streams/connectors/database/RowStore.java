package io.pixelated.streams.connectors.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes rows over connections of a pool: one statement a table, one transaction a call. */
final class RowStore implements RowWriter {
  private final ConnectionPool pool;

  RowStore(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public void write(Collection<Row> rows) throws SQLException {
    Map<Table, List<Row>> byTable =
        rows.stream()
            // Writers that meet take rows in one order, and wait for each other instead of locking.
            .sorted(Comparator.comparing(Row::key))
            .collect(
                Collectors.groupingBy(
                    Row::table, () -> new EnumMap<>(Table.class), Collectors.toList()));
    try (Connection connection = pool.borrow()) {
      try {
        for (Map.Entry<Table, List<Row>> own : byTable.entrySet()) {
          upsert(connection, own.getKey(), own.getValue());
        }
        connection.commit();
      } catch (SQLException e) {
        undo(connection, e);
        throw e;
      }
    }
  }

  private static void upsert(Connection connection, Table table, List<Row> rows)
      throws SQLException {
    List<Column> columns = table.columns();
    Object[][] arrays = new Object[columns.size()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = array(columns.get(i).type(), rows.size());
    }
    for (int r = 0; r < rows.size(); r++) {
      Object[] values = rows.get(r).values();
      for (int i = 0; i < arrays.length; i++) {
        arrays[i][r] = values[i];
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(Statements.upsert(table))) {
      for (int i = 0; i < arrays.length; i++) {
        statement.setArray(
            i + 1, connection.createArrayOf(elements(columns.get(i).type()), arrays[i]));
      }
      statement.executeUpdate();
    }
  }

  private static Object[] array(Column.Type type, int size) {
    return switch (type) {
      case TEXT, TIMESTAMPTZ -> new String[size];
      case BIGINT -> new Long[size];
      case BOOLEAN -> new Boolean[size];
      case BYTEA -> new byte[size][];
    };
  }

  private static String elements(Column.Type type) {
    return switch (type) {
      case TEXT -> "text";
      case TIMESTAMPTZ -> "timestamptz";
      case BIGINT -> "int8";
      case BOOLEAN -> "bool";
      case BYTEA -> "bytea";
    };
  }

  private void undo(Connection connection, SQLException cause) {
    try {
      if (Failure.of(cause) == Failure.UNAVAILABLE) {
        pool.discard(connection);
      } else {
        connection.rollback();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
      pool.discard(connection);
    }
  }
}
