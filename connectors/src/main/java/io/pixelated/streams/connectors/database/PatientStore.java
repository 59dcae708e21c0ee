package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows through conflicts, lost connections and values that the database cannot hold.
 *
 * <p>All writes are upserts and deletes guarded by version, so that one whose outcome is unknown
 * can be made again.
 */
final class PatientStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);

  private final RowWriter rows;
  private final Duration patience;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Tally tally;

  PatientStore(
      RowWriter rows, Duration patience, InstantSource clock, RandomGenerator random, Tally tally) {
    this.rows = rows;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
    this.tally = tally;
  }

  /** What is counted on the way. */
  interface Tally {
    void written(int count);

    void retried();

    /** A row's payload went in as Base64. */
    void opaque();

    /** A row could not be written at all. */
    void refused();
  }

  /**
   * Writes rows, at most one of each key.
   *
   * @throws IOException if the database stays out of reach for longer than the patience, or refuses
   *     for another reason than a value
   */
  void write(Collection<StoredRow> batch) throws IOException, InterruptedException {
    try {
      tryPatiently(batch);
    } catch (SQLException e) {
      requireValueFailure(e);
      // One of them is the cause; alone, each of the others goes in.
      for (StoredRow row : batch) {
        writeAlone(row);
      }
    }
  }

  private void writeAlone(StoredRow row) throws IOException, InterruptedException {
    try {
      tryPatiently(List.of(row));
    } catch (SQLException e) {
      requireValueFailure(e);
      writeOpaque(row);
    }
  }

  private void writeOpaque(StoredRow row) throws IOException, InterruptedException {
    try {
      tryPatiently(List.of(row.withOpaquePayload()));
      tally.opaque();
    } catch (SQLException e) {
      requireValueFailure(e);
      tally.refused();
      LOG.error("the database refuses a row of {} (SQLSTATE {})", row.table(), e.getSQLState());
    }
  }

  private void tryPatiently(Collection<StoredRow> batch)
      throws SQLException, IOException, InterruptedException {
    long deadline = clock.millis() + patience.toMillis();
    Backoff backoff = new Backoff(random);
    while (true) {
      try {
        rows.write(batch);
        tally.written(batch.size());
        return;
      } catch (SQLException e) {
        Failure failure = Failure.of(e);
        if (failure == Failure.VALUE || failure == Failure.OTHER) {
          throw e;
        }
        if (failure == Failure.CONNECTION) {
          rows.disconnect();
        }
        if (clock.millis() >= deadline) {
          throw new IOException(
              "the database could not be written for " + patience + ": " + describe(e), e);
        }
        tally.retried();
        Thread.sleep(backoff.nextMillis());
      }
    }
  }

  private static void requireValueFailure(SQLException e) throws IOException {
    if (Failure.of(e) != Failure.VALUE) {
      throw new IOException("the database refuses to store: " + describe(e), e);
    }
  }

  /** The state only: the server's message may quote the row. */
  private static String describe(SQLException e) {
    return "SQLSTATE " + e.getSQLState();
  }

  @Override
  public void close() {
    rows.disconnect();
  }
}
