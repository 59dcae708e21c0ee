package io.pixelated.streams.connectors.database;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** Counts what a writer does as Flink metrics. */
final class WriterMetrics implements PatientStore.Tally {
  private final Counter written;
  private final Counter retried;
  private final Counter opaque;
  private final Counter refused;

  WriterMetrics(SinkWriterMetricGroup group) {
    this.written = group.getNumRecordsSendCounter();
    this.retried = group.counter("writesRetried");
    this.opaque = group.counter("rowsWithOpaquePayload");
    this.refused = group.counter("rowsRefused");
  }

  @Override
  public void written(int count) {
    written.inc(count);
  }

  @Override
  public void retried() {
    retried.inc();
  }

  @Override
  public void opaque() {
    opaque.inc();
  }

  @Override
  public void refused() {
    refused.inc();
  }
}
