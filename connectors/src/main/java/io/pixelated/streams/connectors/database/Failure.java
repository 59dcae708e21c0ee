package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
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

  /** Connection, resources, operator intervention, system error; 25006: a node that only reads. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58", "25006");

  static Failure of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    if (UNAVAILABLE.stream().anyMatch(state::startsWith)) {
      return CONNECTION;
    }
    // Data exceptions and limits of the program: too large, too deep, not Unicode.
    if (state.startsWith("22") || state.startsWith("54")) {
      return VALUE;
    }
    return OTHER;
  }
}
