package io.pixelated.streams.connectors.database;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Retention;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows that are there say of their retention: the months and the legal holds of the
 * policies that they were cleared by, until they are brought in step with newer ones.
 */
public final class RowRetention {
  private static final int PAGE = 2_000;

  private final DatabaseSettings database;

  /**
   * @param database its user needs SELECT and UPDATE
   */
  public RowRetention(DatabaseSettings database) {
    this.database = database;
  }

  /** What is decided by, and what stands. */
  private record Standing(
      String classes, String jurisdictions, long keep, long delete, String holds) {
    /** What policies say instead; empty if just this, or if they do not know such a class. */
    Optional<Standing> by(Policies policies, RecordKind kind) {
      Optional<Classification> classification = classification();
      if (classification.isEmpty()) {
        return Optional.empty();
      }
      Retention said = policies.retention(kind, classification.get());
      Standing now =
          new Standing(
              classes,
              jurisdictions,
              said.keepAtLeastMonths(),
              said.deleteAtLatestMonths(),
              ClearedRow.text(said.holds()));
      return now.equals(this) ? Optional.empty() : Optional.of(now);
    }

    private Optional<Classification> classification() {
      try {
        return Optional.of(
            Classification.of(
                list(classes).stream().map(DataClass::valueOf).toList(), list(jurisdictions)));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // of a class that a newer version knows
      }
    }

    private static List<String> list(String joined) {
      return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
  }

  /** A row that is to say something else. */
  private record Change(String home, String id, Standing standing) {}

  /** A part of a table, in the order of its key. */
  private record Page(String lastHome, String lastId, int rows, List<Change> changes) {}

  /**
   * Makes every row say what the given policies say: a hold that has begun keeps it, one that has
   * ended does not, and it expires as they have it. Doing it again changes nothing. Reads each
   * table once, and those that are out of step a second time, in transactions of two thousand rows.
   *
   * @param policies those in force
   * @return how many rows were changed
   * @throws IllegalArgumentException if they cannot be read: every hold would seem to have ended
   * @throws IOException if the database fails; what is committed by then stays changed
   */
  public long heed(Policies policies) throws IOException, InterruptedException {
    if (policies.isDenying()) {
      throw new IllegalArgumentException(
          "policies "
              + policies.version()
              + " say nothing of retention: the rows stay as they are until there are some");
    }
    long changed = 0;
    try (Chore chore = Chore.begin(database)) {
      for (RecordKind kind : RecordKind.values()) {
        Table table = Table.valueOf(kind.name());
        Map<Standing, Standing> changes = changes(chore, table, policies, kind);
        if (!changes.isEmpty()) {
          changed += walk(chore, table, changes);
        }
      }
      changed += lengthenAudit(chore, policies.longestAuditMonths());
    }
    return changed;
  }

  private static Map<Standing, Standing> changes(
      Chore chore, Table table, Policies policies, RecordKind kind)
      throws IOException, InterruptedException {
    List<Standing> all =
        chore.transact(
            connection -> {
              List<Standing> found = new ArrayList<>();
              try (PreparedStatement statement =
                      connection.prepareStatement(Statements.standings(table));
                  ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  found.add(standing(rows, 1));
                }
              }
              return found;
            });
    Map<Standing, Standing> changes = new HashMap<>();
    all.forEach(old -> old.by(policies, kind).ifPresent(now -> changes.put(old, now)));
    return changes;
  }

  private static long walk(Chore chore, Table table, Map<Standing, Standing> changes)
      throws IOException, InterruptedException {
    long changed = 0;
    Page page = new Page("", "", PAGE, List.of());
    while (page.rows() == PAGE) {
      Page after = page;
      page =
          chore.transact(
              connection -> {
                Page next = next(connection, table, after, changes);
                if (!next.changes().isEmpty()) {
                  update(connection, table, next.changes());
                }
                return next;
              });
      changed += page.changes().size();
    }
    return changed;
  }

  private static Page next(
      Connection connection, Table table, Page after, Map<Standing, Standing> changes)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(Statements.standingsAfter(table))) {
      statement.setString(1, after.lastHome());
      statement.setString(2, after.lastId());
      statement.setInt(3, PAGE);
      try (ResultSet rows = statement.executeQuery()) {
        List<Change> found = new ArrayList<>();
        String home = "";
        String id = "";
        int count = 0;
        for (; rows.next(); count++) {
          home = rows.getString(1);
          id = rows.getString(2);
          Standing now = changes.get(standing(rows, 3));
          if (now != null) {
            found.add(new Change(home, id, now));
          }
        }
        return new Page(home, id, count, found);
      }
    }
  }

  private static Standing standing(ResultSet rows, int first) throws SQLException {
    return new Standing(
        rows.getString(first),
        rows.getString(first + 1),
        rows.getLong(first + 2),
        rows.getLong(first + 3),
        rows.getString(first + 4));
  }

  private static void update(Connection connection, Table table, List<Change> changes)
      throws SQLException {
    Object[][] columns = {
      changes.stream().map(Change::home).toArray(),
      changes.stream().map(Change::id).toArray(),
      changes.stream().map(change -> change.standing().classes()).toArray(),
      changes.stream().map(change -> change.standing().jurisdictions()).toArray(),
      changes.stream().map(change -> change.standing().keep()).toArray(),
      changes.stream().map(change -> change.standing().delete()).toArray(),
      changes.stream().map(change -> change.standing().holds()).toArray()
    };
    try (PreparedStatement statement = connection.prepareStatement(Statements.retain(table))) {
      for (int i = 0; i < columns.length; i++) {
        Array values = connection.createArrayOf(i == 4 || i == 5 ? "int8" : "text", columns[i]);
        statement.setArray(i + 1, values);
      }
      statement.executeUpdate();
    }
  }

  private static long lengthenAudit(Chore chore, long months)
      throws IOException, InterruptedException {
    long changed = 0;
    int page;
    do {
      page =
          chore.transact(
              connection -> {
                try (PreparedStatement statement =
                    connection.prepareStatement(Statements.lengthenAudit())) {
                  statement.setLong(1, months);
                  statement.setLong(2, months);
                  statement.setInt(3, PAGE);
                  return statement.executeUpdate();
                }
              });
      changed += page;
    } while (page == PAGE);
    return changed;
  }
}
