package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
import java.util.Collection;

/** Writes rows, connecting when it has to. */
interface RowWriter {
  /**
   * Writes all rows or none.
   *
   * @param rows at most one of each key: an INSERT cannot touch a row twice
   */
  void write(Collection<StoredRow> rows) throws SQLException;

  /** Forgets the connection: the next write opens another. */
  void disconnect();
}
