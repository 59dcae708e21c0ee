package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Says that the database could not be written. Tells the SQLSTATE and where it came up, but neither
 * message nor cause: a server's message may quote a row.
 */
final class DatabaseException extends IOException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, SQLException cause) {
    super(message + ": SQLSTATE " + Failure.state(cause));
    setStackTrace(cause.getStackTrace());
  }
}
