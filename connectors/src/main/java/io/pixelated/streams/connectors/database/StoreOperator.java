package io.pixelated.streams.connectors.database;

import io.pixelated.streams.events.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Stores records in batches, and gives as dead letters those that the database does not take.
 *
 * <p>It writes a batch when it is full, in rows or in size, and when its first row has waited long
 * enough. Before a checkpoint's barrier goes on, all rows that came before it are stored or given
 * as dead letters; so the operator has no state, and a dead letter belongs to the same checkpoint
 * as its record.
 *
 * @param <T> what is stored
 */
final class StoreOperator<T> extends AbstractStreamOperator<DeadLetter>
    implements OneInputStreamOperator<T, DeadLetter>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** What a batch may take up: rows of the largest events would otherwise fill the heap. */
  private static final long MOST_BYTES = 4 << 20;

  /** Makes a row of a record. */
  interface Form<T> extends Function<T, Row>, Serializable {}

  private final Form<T> form;
  private final DatabaseSettings settings;

  private transient ConnectionPool pool;
  private transient BatchesUnderWay underWay;
  private transient Map<Key, Row> batch;
  private transient long bytes;
  private transient ScheduledFuture<?> due;

  private record Key(Table table, String key) {}

  StoreOperator(Form<T> form, DatabaseSettings settings) {
    this.form = form;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    WriterMetrics metrics = new WriterMetrics();
    metrics.register(getMetricGroup());
    pool = new ConnectionPool(settings);
    underWay =
        new BatchesUnderWay(
            new PatientStore(
                new RowStore(pool),
                settings.patience(),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong(),
                metrics),
            settings.batching().connections());
    batch = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    Row row = form.apply(element.getValue());
    batch.merge(
        new Key(row.table(), row.key()), row, (old, now) -> now.supersedes(old) ? now : old);
    bytes += row.size();
    if (batch.size() >= settings.batching().rows() || bytes >= MOST_BYTES) {
      send();
    } else if (due == null) {
      long time = getProcessingTimeService().getCurrentProcessingTime();
      // Runs in the task's own thread, between records.
      due =
          getProcessingTimeService()
              .registerTimer(time + settings.batching().linger().toMillis(), t -> send());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    storeAll();
  }

  @Override
  public void endInput() throws Exception {
    storeAll();
  }

  private void storeAll() throws IOException, InterruptedException {
    send();
    underWay.finish().forEach(this::giveUp);
  }

  private void send() throws IOException, InterruptedException {
    if (due != null) {
      due.cancel(false);
      due = null;
    }
    if (!batch.isEmpty()) {
      List<Row> rows = new ArrayList<>(batch.values());
      batch.clear();
      bytes = 0;
      underWay.begin(rows).forEach(this::giveUp);
    }
  }

  private void giveUp(Refusal refusal) {
    output.collect(new StreamRecord<>(DeadRows.letter(refusal)));
  }

  @Override
  public void close() throws Exception {
    if (underWay != null) {
      underWay.close();
    }
    if (pool != null) {
      pool.close();
    }
    super.close();
  }
}
