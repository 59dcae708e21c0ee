package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
import java.util.Collection;

/** Writes rows in one transaction. */
@FunctionalInterface
interface RowWriter {
  /**
   * Writes all rows or none.
   *
   * @param rows at most one of each key: an INSERT cannot touch a row twice
   */
  void write(Collection<Row> rows) throws SQLException;
}
