package io.pixelated.streams.connectors.database;

import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.DestinationKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Keeps the database's tables in step with what residency cleared: inserts, replaces older
 * versions, removes what is gone. Nothing it does changes when it is done again, so that at least
 * once is exactly once in effect.
 *
 * <p>Own writing rather than Flink's {@code JdbcSink}: that one has a single statement for all
 * records, tries every failure again alike, and cannot set apart the one row that the database
 * cannot hold.
 */
public final class DatabaseSink implements Sink<Cleared>, SupportsPreWriteTopology<Cleared> {
  private static final long serialVersionUID = 1L;

  private final DatabaseSettings settings;

  /** A sink that writes to this database. */
  public DatabaseSink(DatabaseSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** Brings all versions of a record to one writer, in order. */
  @Override
  public DataStream<Cleared> addPreWriteTopology(DataStream<Cleared> records) {
    return records.partitionCustom(
        (id, writers) -> Math.floorMod(id.hashCode(), writers), Cleared::id);
  }

  @Override
  public SinkWriter<Cleared> createWriter(WriterInitContext context) {
    PatientStore store =
        new PatientStore(
            new RowStore(new Connections(settings)),
            settings.patience(),
            InstantSource.system(),
            new Random(),
            new WriterMetrics(context.metricGroup()));
    return new DatabaseWriter<>(
        DatabaseSink::rowOf,
        store,
        context.getProcessingTimeService(),
        settings.batchRows(),
        settings.linger());
  }

  static StoredRow rowOf(Cleared record) {
    if (record.destinationKind() != DestinationKind.REGIONAL_STORE) {
      throw new IllegalArgumentException(
          record + " was cleared for " + record.destinationKind() + ", not for a database");
    }
    Cleared.Columns columns = record.columns();
    return new StoredRow(
        Table.valueOf(record.kind().name()),
        record.id(),
        record.version(),
        record.isRemoval(),
        columns.region(),
        columns.eventTime(),
        columns.severity(),
        columns.entity(),
        columns.status(),
        columns.jurisdictions(),
        columns.dataClasses(),
        record.policyVersion(),
        record.outcome(),
        record.verdictId(),
        new String(record.json(), StandardCharsets.UTF_8));
  }
}
