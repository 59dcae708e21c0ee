package io.pixelated.streams.connectors.database;

import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Counts what a writer does as Flink metrics. */
final class WriterMetrics implements Tally {
  private final LongAdder written = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder opaque = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile boolean away;

  void register(MetricGroup group) {
    group.gauge("rowsWritten", (Gauge<Long>) written::sum);
    group.gauge("writesRetried", (Gauge<Long>) retried::sum);
    group.gauge("rowsWithOpaquePayload", (Gauge<Long>) opaque::sum);
    group.gauge("rowsRefused", (Gauge<Long>) refused::sum);
    group.gauge("databaseAway", (Gauge<Integer>) () -> away ? 1 : 0);
  }

  long retries() {
    return retried.sum();
  }

  @Override
  public void written(int rows) {
    written.add(rows);
  }

  @Override
  public void retried() {
    retried.increment();
  }

  @Override
  public void opaque() {
    opaque.increment();
  }

  @Override
  public void refused() {
    refused.increment();
  }

  @Override
  public void away(boolean now) {
    away = now;
  }
}
