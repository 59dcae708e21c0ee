package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches that are being written, each by a thread of its own, while the task gathers the next; at
 * most so many, so that a slow database slows the task.
 *
 * <p>Used by the task's thread alone.
 */
final class BatchesUnderWay implements AutoCloseable {
  private final PatientStore store;
  private final int most;
  private final ExecutorService threads;
  private final Deque<Future<List<Refusal>>> underWay = new ArrayDeque<>();

  BatchesUnderWay(PatientStore store, int most) {
    this.store = store;
    this.most = most;
    this.threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "database-writer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to write a batch, as soon as there is room.
   *
   * @return what earlier batches had refused
   */
  List<Refusal> begin(List<Row> batch) throws IOException, InterruptedException {
    List<Refusal> refused = new ArrayList<>();
    while (!underWay.isEmpty() && (underWay.size() >= most || underWay.peek().isDone())) {
      refused.addAll(result(underWay.remove()));
    }
    underWay.add(threads.submit(() -> store.write(batch)));
    return refused;
  }

  /**
   * Waits until every batch is written.
   *
   * @return what they had refused
   */
  List<Refusal> finish() throws IOException, InterruptedException {
    List<Refusal> refused = new ArrayList<>();
    while (!underWay.isEmpty()) {
      refused.addAll(result(underWay.remove()));
    }
    return refused;
  }

  private static List<Refusal> result(Future<List<Refusal>> batch)
      throws IOException, InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IOException("writing to the database failed", e.getCause());
    }
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
