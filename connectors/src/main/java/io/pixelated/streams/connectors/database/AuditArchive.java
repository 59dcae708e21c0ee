package io.pixelated.streams.connectors.database;

import io.pixelated.streams.residency.audit.AuditVerifier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Reads the audit chains in {@code compliance_audit_logs} as they were archived. */
public final class AuditArchive {
  private static final int ROWS_AT_ONCE = 5_000;

  private AuditArchive() {}

  /**
   * Gives every entry that is archived of a region to a verifier, chain by chain, as of one moment.
   *
   * @param progress is told how many entries have been read
   * @throws IOException if the archive cannot be read
   */
  public static void read(
      DatabaseSettings database, String region, AuditVerifier verifier, LongConsumer progress)
      throws IOException {
    try (Connection connection = new Connections(database).getConnection()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false); // else the driver takes all rows into memory
      try (PreparedStatement statement = connection.prepareStatement(Statements.auditEntries())) {
        statement.setFetchSize(ROWS_AT_ONCE);
        statement.setString(1, region);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            byte[] entry = rows.getBytes(2);
            verifier.take("compliance_audit_logs", rows.getLong(1), entry, 0, entry.length);
            progress.accept(verifier.entries());
          }
        }
      }
    } catch (SQLException e) {
      throw new IOException(
          "the archive cannot be read (SQLSTATE "
              + e.getSQLState()
              + "); check address, user and password",
          e);
    }
  }
}
