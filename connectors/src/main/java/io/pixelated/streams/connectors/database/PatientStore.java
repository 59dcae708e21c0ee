package io.pixelated.streams.connectors.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Writes rows through conflicts, outages and rows that the database does not take.
 *
 * <p>All writes are upserts guarded by version, so that one whose outcome is unknown can be made
 * again, and so that batches may pass each other. Safe for use by several threads.
 */
final class PatientStore {
  /** Rows that fail alike, one by one, before the others of their batch are taken to fail too. */
  private static final int ENOUGH = 8;

  private final RowWriter rows;
  private final Duration patience;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Tally tally;
  private volatile boolean hasStored;

  PatientStore(
      RowWriter rows, Duration patience, InstantSource clock, RandomGenerator random, Tally tally) {
    this.rows = rows;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
    this.tally = tally;
  }

  /**
   * Writes rows, at most one of each key.
   *
   * @return those that the database does not take; the others are stored
   * @throws DatabaseException if it stays out of reach for longer than the patience, or has never
   *     taken a row and takes none in that time
   */
  List<Refusal> write(List<Row> batch) throws DatabaseException, InterruptedException {
    Backoff backoff = new Backoff(random);
    long failing = -1;
    boolean thorough = false;
    while (true) {
      Search search = new Search(thorough);
      search.store(batch);
      if (thorough || !search.blamesAll()) {
        search.refused.forEach(refusal -> tally.refused());
        return search.refused;
      }
      // No row goes in, for a reason that is none of theirs: the schema, or a defect. It may be
      // mended; if not, but others went in before, it must be these rows after all.
      long now = clock.millis();
      failing = failing < 0 ? now : failing;
      if (now - failing >= patience.toMillis()) {
        if (!hasStored) {
          throw new DatabaseException("the database takes no row", search.unexplained);
        }
        thorough = true;
      } else {
        tally.retried();
        Thread.sleep(backoff.nextMillis());
      }
    }
  }

  /** Halves what is refused until each row that is to blame stands alone. */
  private final class Search {
    private final boolean thorough;
    private final List<Refusal> refused = new ArrayList<>();
    private boolean stored;
    private boolean ofRows;
    private SQLException unexplained;

    Search(boolean thorough) {
      this.thorough = thorough;
    }

    void store(List<Row> some) throws DatabaseException, InterruptedException {
      if (!thorough && blamesAll() && refused.size() >= ENOUGH) {
        return;
      }
      Optional<SQLException> failure = tryPatiently(some);
      if (failure.isEmpty()) {
        stored = true;
      } else if (some.size() == 1) {
        storeAlone(some.get(0), failure.get());
      } else {
        int half = some.size() / 2;
        store(some.subList(0, half));
        store(some.subList(half, some.size()));
      }
    }

    private void storeAlone(Row row, SQLException first)
        throws DatabaseException, InterruptedException {
      SQLException failure = first;
      Optional<Row> plainer = row.plainer();
      if (plainer.isPresent()) {
        Optional<SQLException> second = tryPatiently(List.of(plainer.get()));
        if (second.isEmpty()) {
          stored = true;
          tally.opaque();
          return;
        }
        failure = second.get();
      }
      if (Failure.of(failure) == Failure.OTHER) {
        unexplained = failure;
      } else {
        ofRows = true;
      }
      refused.add(new Refusal(row, Failure.state(failure)));
    }

    /** Whether all that was tried failed, and nothing says that it is the rows. */
    boolean blamesAll() {
      return unexplained != null && !stored && !ofRows;
    }
  }

  /** Tries until the rows are in, or it is plain that trying again does not help. */
  private Optional<SQLException> tryPatiently(List<Row> some)
      throws DatabaseException, InterruptedException {
    Backoff backoff = new Backoff(random);
    long failing = -1;
    while (true) {
      try {
        rows.write(some);
        hasStored = true;
        tally.written(some.size());
        tally.away(false);
        return Optional.empty();
      } catch (SQLException e) {
        Failure failure = Failure.of(e);
        if (failure == Failure.ROW || failure == Failure.OTHER) {
          tally.away(false);
          return Optional.of(e);
        }
        long now = clock.millis();
        failing = failing < 0 ? now : failing;
        if (now - failing >= patience.toMillis()) {
          throw new DatabaseException("the database could not be written for " + patience, e);
        }
        tally.away(failure == Failure.UNAVAILABLE);
        tally.retried();
        Thread.sleep(backoff.nextMillis());
      }
    }
  }
}
