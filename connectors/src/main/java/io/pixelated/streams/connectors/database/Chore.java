package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Upkeep of tables that jobs write meanwhile: small transactions, each made again where it met a
 * writer. Not safe for use by several threads.
 */
final class Chore implements AutoCloseable {
  private static final int TRIES = 20;

  private final Connection connection;

  /** Work of one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private Chore(Connection connection) {
    this.connection = connection;
  }

  static Chore begin(DatabaseSettings database) throws IOException {
    try {
      Connection connection = Connections.forUpkeep(database).getConnection();
      connection.setAutoCommit(false);
      return new Chore(connection);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Does work in a transaction.
   *
   * @throws IOException if it fails for another reason than a conflict, or meets writers every time
   */
  <T> T transact(Work<T> work) throws IOException, InterruptedException {
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextLong());
    for (int tried = 1; ; tried++) {
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        undo(e);
        if (Failure.of(e) != Failure.CONFLICT || tried == TRIES) {
          throw failure(e);
        }
        Thread.sleep(backoff.nextMillis());
      }
    }
  }

  private void undo(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static IOException failure(SQLException e) {
    return new IOException(
        "upkeep of the database failed (SQLSTATE "
            + Failure.state(e)
            + "); check that it is there, that its schema is up to date, and that the user may"
            + " SELECT, UPDATE and DELETE",
        e);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
