package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.sql.PreparedStatement;

/**
 * The rows whose time is over and that no legal hold keeps. CockroachDB deletes them by itself; on
 * PostgreSQL somebody has to call this at times.
 *
 * <p>Holds are those that the rows say: {@link RowRetention#heed} brings them up to date first.
 */
public final class ExpiredRows {
  private static final int BATCH = 1_000;

  private final DatabaseSettings database;

  /**
   * @param database its user needs SELECT and DELETE, which the user of the jobs that store rows
   *     does not have
   */
  public ExpiredRows(DatabaseSettings database) {
    this.database = database;
  }

  /**
   * Deletes the oldest of every table, in transactions of a thousand.
   *
   * @param limit how many at most, of all tables together
   * @return how many were deleted; fewer than the limit: there are no more
   * @throws IOException if the database fails; what is committed by then stays deleted
   */
  public long delete(long limit) throws IOException, InterruptedException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + ": at least 1 is needed");
    }
    long deleted = 0;
    try (Chore chore = Chore.begin(database)) {
      for (Table table : Table.values()) {
        int asked;
        int gone;
        do {
          asked = (int) Math.min(BATCH, limit - deleted);
          gone = asked == 0 ? 0 : delete(chore, table, asked);
          deleted += gone;
        } while (gone > 0 && gone == asked);
      }
    }
    return deleted;
  }

  private static int delete(Chore chore, Table table, int most)
      throws IOException, InterruptedException {
    return chore.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(Statements.deleteExpired(table))) {
            statement.setInt(1, most);
            return statement.executeUpdate();
          }
        });
  }
}
