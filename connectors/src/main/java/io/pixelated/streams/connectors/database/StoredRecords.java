package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The records that a region's tables hold of somebody: finds them, and takes or mends their
 * content. It walks through every table by its key, a page a transaction, and has the database pass
 * over what cannot be meant; so it is slow, and holds nobody up.
 *
 * <p>A row whose content is taken stays, empty and marked as removed, until no replay can bring the
 * record back. It says by which order it was emptied; so when an order is carried out a second time
 * after a failure, what the first time did is counted as well.
 */
public final class StoredRecords {
  /** What the column {@code verdict} says of a row whose content was taken on an order. */
  public static final String ERASED = "erased";

  private static final int PAGE = 500;

  private static final List<Table> TABLES =
      Arrays.stream(Table.values()).filter(table -> table != Table.COMPLIANCE_AUDIT_LOGS).toList();

  private final DatabaseSettings database;
  private final String home;

  /**
   * @param home the region whose rows these are
   */
  public StoredRecords(DatabaseSettings database, String home) {
    this.database = Objects.requireNonNull(database, "database");
    this.home = Objects.requireNonNull(home, "home");
  }

  /** The tables that are looked through. */
  public static List<String> tables() {
    return TABLES.stream().map(Table::tableName).toList();
  }

  /** What is to become of a record's payload: other JSON, or the same. */
  @FunctionalInterface
  public interface Mender extends Function<StoredRecord, String> {}

  /**
   * Gives every record that is meant.
   *
   * @param probes of a record that holds nothing but ASCII, at least one is part of its text in
   *     small letters, or it is not meant
   * @throws IOException if the database fails
   */
  public void forEach(
      List<String> probes, Predicate<StoredRecord> isMeant, Consumer<StoredRecord> taker)
      throws IOException {
    walk(probes, isMeant, (connection, record) -> taker.accept(record));
  }

  /**
   * Takes the content of every record that is meant.
   *
   * @param order names the order
   * @return how many records of each table are empty by this order, now or from an earlier time
   * @throws IOException if the database fails; what was done by then stays done
   */
  public Map<String, Long> erase(String order, List<String> probes, Predicate<StoredRecord> isMeant)
      throws IOException {
    walk(
        probes,
        isMeant,
        (connection, record) -> {
          try (PreparedStatement empty =
              connection.prepareStatement(Statements.empty(table(record)))) {
            empty.setString(1, ERASED);
            empty.setString(2, order);
            empty.setString(3, home);
            empty.setString(4, record.id());
            empty.executeUpdate();
          }
        });
    return count(order);
  }

  /**
   * Puts other content in place of that of every record that is meant, as a newer version of it.
   *
   * @return how many records of each table it was done to, this time
   * @throws IOException if the database fails; what was done by then stays done
   */
  public Map<String, Long> mend(List<String> probes, Predicate<StoredRecord> isMeant, Mender mender)
      throws IOException {
    Map<String, Long> mended = new TreeMap<>();
    walk(
        probes,
        isMeant,
        (connection, record) -> {
          String payload = mender.apply(record);
          if (payload.equals(record.payload())) {
            return;
          }
          try (PreparedStatement update =
              connection.prepareStatement(Statements.replace(table(record)))) {
            update.setString(1, payload);
            update.setString(2, home);
            update.setString(3, record.id());
            update.setLong(4, record.version());
            mended.merge(record.table(), (long) update.executeUpdate(), Long::sum);
          }
        });
    return mended;
  }

  private Map<String, Long> count(String order) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (Connection connection = new Connections(database).getConnection()) {
      for (Table table : TABLES) {
        try (PreparedStatement count =
            connection.prepareStatement(Statements.countEmptied(table))) {
          count.setString(1, home);
          count.setString(2, ERASED);
          count.setString(3, order);
          try (ResultSet rows = count.executeQuery()) {
            rows.next();
            counts.put(table.tableName(), rows.getLong(1));
          }
        }
      }
      return counts;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * How many entries of the audit archive name one of some pseudonyms.
   *
   * @throws IOException if the database fails
   */
  public long archived(List<String> pseudonyms) throws IOException {
    try (Connection connection = new Connections(database).getConnection();
        PreparedStatement count = connection.prepareStatement(Statements.countAudited())) {
      count.setString(1, home);
      count.setArray(2, connection.createArrayOf("text", pseudonyms.toArray()));
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Something done about a record within the transaction of its page. */
  @FunctionalInterface
  private interface Step {
    void about(Connection connection, StoredRecord record) throws SQLException;
  }

  private void walk(List<String> probes, Predicate<StoredRecord> isMeant, Step step)
      throws IOException {
    try (Connection connection = new Connections(database).getConnection()) {
      connection.setAutoCommit(false);
      for (Table table : TABLES) {
        String after = "";
        List<StoredRecord> page;
        do {
          page = page(connection, table, after, probes);
          for (StoredRecord record : page) {
            if (isMeant.test(record)) {
              step.about(connection, record);
            }
            after = record.id();
          }
          connection.commit();
        } while (page.size() == PAGE);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private List<StoredRecord> page(
      Connection connection, Table table, String after, List<String> probes) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(Statements.mentions(table, probes.size()))) {
      select.setString(1, home);
      select.setString(2, after);
      int at = 3;
      for (String probe : probes) {
        select.setString(at++, probe);
      }
      select.setInt(at, PAGE);
      List<StoredRecord> page = new ArrayList<>();
      Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Timestamp time = rows.getTimestamp("event_time", utc);
          page.add(
              new StoredRecord(
                  table.tableName(),
                  rows.getString("id"),
                  rows.getLong("version"),
                  rows.getString("region"),
                  time.getTime(),
                  rows.getString("severity"),
                  rows.getString("entity"),
                  rows.getString("status"),
                  texts(rows.getArray("jurisdictions")),
                  texts(rows.getArray("data_classes")),
                  rows.getString("policy_version"),
                  rows.getString("verdict"),
                  rows.getString("verdict_id"),
                  rows.getString("payload")));
        }
      }
      return page;
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static Table table(StoredRecord record) {
    return Table.valueOf(record.table().toUpperCase(Locale.ROOT));
  }

  private static IOException failure(SQLException e) {
    return new IOException(
        "records of a subject could not be looked for or changed (SQLSTATE "
            + Failure.state(e)
            + "); check that the database is there and that the user may SELECT and UPDATE",
        e);
  }
}
