package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** What a failed statement calls for, told from its SQLSTATE. */
enum Failure {
  /** The same again: a conflict between transactions (CockroachDB asks for it on 40001). */
  CONFLICT,
  /** The same again on a new connection: the server is gone, or full, or starting. */
  CONNECTION,
  /** A value that the database cannot hold: trying again would not help. */
  VALUE,
  /** Anything else: the schema, the rights, a defect. */
  OTHER;

  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

  static Failure of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    if (state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || e instanceof SQLRecoverableException
        || e instanceof SQLTransientException
        || e instanceof SQLNonTransientConnectionException) {
      return CONNECTION;
    }
    // Data exceptions and limits of the program: too large, too deep, not Unicode.
    if (state.startsWith("22") || state.startsWith("54")) {
      return VALUE;
    }
    return OTHER;
  }
}
