package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;

/** What a failed statement calls for, told from its SQLSTATE. */
enum Failure {
  /**
   * The same again: a conflict between transactions (CockroachDB asks for it on 40001), or one
   * whose end is unknown.
   */
  CONFLICT,
  /**
   * The same again on another connection, when the server is back, has room, has the tables, or
   * lets us in again: what an operator mends.
   */
  UNAVAILABLE,
  /** A row that the database cannot hold or does not want: trying it again would not help. */
  ROW,
  /** Anything else: one row's doing if others go in, else a defect. */
  OTHER;

  private static final Set<String> CONFLICTS = Set.of("40001", "40003", "40P01", "55P03");

  /**
   * Connection, resources, operator intervention, system error, authorization; a node that only
   * reads, rights, and a database, schema or table that is not there (yet).
   */
  private static final List<String> AWAY =
      List.of("08", "53", "57", "58", "28", "25006", "42501", "3D000", "3F000", "42P01");

  /** Data exceptions, constraints, limits of the program, what a trigger raises, wrong types. */
  private static final List<String> OF_ROWS =
      List.of("22", "23", "44", "54", "P0001", "42804", "42846");

  static Failure of(SQLException e) {
    String state = state(e);
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    if (AWAY.stream().anyMatch(state::startsWith)
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException) {
      return UNAVAILABLE;
    }
    // We write no NULL: one comes of a class that the retention table lacks, or a home without
    // place.
    boolean row = OF_ROWS.stream().anyMatch(state::startsWith) && !state.equals("23502");
    return row ? ROW : OTHER;
  }

  /** The state, which is all that may be told: the server's message may quote the row. */
  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
