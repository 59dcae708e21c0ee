package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Gathers rows into batches and writes one when it is full, in rows or in size, when its first row
 * has waited long enough, and before every checkpoint.
 *
 * @param <T> what is stored
 */
final class DatabaseWriter<T> implements SinkWriter<T> {
  /** What a batch may take up: rows of the largest events would otherwise fill the heap. */
  private static final long MOST_CHARACTERS = 4 << 20;

  private final Function<T, StoredRow> toRow;
  private final PatientStore store;
  private final ProcessingTimeService time;
  private final int batchRows;
  private final long lingerMillis;

  private final Map<StoredRow.Key, StoredRow> batch = new LinkedHashMap<>();
  private ScheduledFuture<?> due;
  private long characters;

  DatabaseWriter(
      Function<T, StoredRow> toRow,
      PatientStore store,
      ProcessingTimeService time,
      int batchRows,
      Duration linger) {
    this.toRow = toRow;
    this.store = store;
    this.time = time;
    this.batchRows = batchRows;
    this.lingerMillis = linger.toMillis();
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    StoredRow row = toRow.apply(element);
    // As in the table, the first of equal versions stays: batches show in no row.
    batch.merge(row.key(), row, (old, now) -> now.version() > old.version() ? now : old);
    characters += row.payload().length();
    if (batch.size() >= batchRows || characters >= MOST_CHARACTERS) {
      flush(false);
    } else if (due == null) {
      // Runs in the task's own thread, between records.
      due = time.registerTimer(time.getCurrentProcessingTime() + lingerMillis, t -> flush(false));
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (due != null) {
      due.cancel(false);
      due = null;
    }
    if (!batch.isEmpty()) {
      store.write(batch.values());
      batch.clear();
      characters = 0;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
