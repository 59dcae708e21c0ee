package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.database.ExpiredRows;
import io.pixelated.streams.connectors.database.RowRetention;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of the database in step with the policies' retention and legal holds, and deletes
 * those whose time is over, at intervals. It needs no checkpoint: what it did not do, it does next
 * time.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** More rows wait for the next time: other requests are worked on meanwhile, all the same. */
  private static final long ROWS_AT_ONCE = 1_000_000;

  private final Place place;
  private final Counter changed;
  private final Counter deleted;
  private final Counter failures;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "privacy-retention"));

  private Housekeeping(Place place, MetricGroup metrics) {
    this.place = place;
    this.changed = metrics.counter("retentionChangedRows");
    this.deleted = metrics.counter("retentionDeletedRows");
    this.failures = metrics.counter("retentionFailures");
  }

  /**
   * Begins to do so, at once and then after each interval.
   *
   * @param every zero: never
   */
  static Housekeeping begin(Place place, Duration every, MetricGroup metrics) {
    Housekeeping housekeeping = new Housekeeping(place, metrics);
    if (!every.isZero()) {
      // It never ends by itself: it catches whatever happens, and is ended with its thread.
      ScheduledFuture<?> unused =
          housekeeping.thread.scheduleWithFixedDelay(
              housekeeping::keep, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
    return housekeeping;
  }

  private void keep() {
    try {
      changed.inc(new RowRetention(place.database()).heed(CurrentPolicies.read(place)));
      deleted.inc(new ExpiredRows(place.database()).delete(ROWS_AT_ONCE));
    } catch (IOException e) {
      failures.inc();
      LOG.warn("retention was not enforced this time: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again; its message may quote.
      failures.inc();
      LOG.warn("retention was not enforced this time: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
