package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.detect.LineDetector.Outcome;
import io.pixelated.streams.local.play.EventLines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Runs detectors over the lines of a file on all processors and keeps the lines' order. */
final class ParallelLines implements AutoCloseable {
  private static final int LINES_PER_BATCH = 256;
  private static final int MOST_BYTES_PER_BATCH = 1 << 20;

  private final int processors;
  private final ExecutorService workers;
  private final ThreadLocal<LineDetector> detector;
  private final Deque<Future<List<Outcome>>> pending = new ArrayDeque<>();

  ParallelLines(int processors, Supplier<LineDetector> detectors) {
    this.processors = processors;
    this.workers =
        Executors.newFixedThreadPool(
            processors,
            task -> {
              Thread thread = new Thread(task, "detect");
              thread.setDaemon(true);
              return thread;
            });
    this.detector = ThreadLocal.withInitial(detectors);
  }

  /** Takes the outcomes of a file's lines, in order. */
  interface Receiver {
    void take(Outcome outcome);
  }

  /** A line and its zero-based number. */
  @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
  private record Numbered(long number, byte[] line) {}

  /**
   * Runs over all lines; blank ones are skipped, but count.
   *
   * @throws IOException if the lines cannot be read to their end; what came before is done
   */
  void run(EventLines lines, Receiver receiver) throws IOException, InterruptedException {
    List<Numbered> batch = new ArrayList<>(LINES_PER_BATCH);
    IOException damage = null;
    int bytes = 0;
    for (long number = 0; ; number++) {
      byte[] line = null;
      try {
        line = lines.next();
      } catch (IOException e) {
        damage = e;
      }
      if (line == null) {
        break;
      }
      if (!isBlank(line)) {
        batch.add(new Numbered(number, line));
        bytes += line.length;
      }
      if (batch.size() == LINES_PER_BATCH || bytes > MOST_BYTES_PER_BATCH) {
        submit(batch);
        batch = new ArrayList<>(LINES_PER_BATCH);
        bytes = 0;
        drain(2 * processors, receiver);
      }
    }
    submit(batch);
    drain(0, receiver);
    if (damage != null) {
      throw damage;
    }
  }

  private void submit(List<Numbered> batch) {
    pending.add(
        workers.submit(
            () -> {
              List<Outcome> outcomes = new ArrayList<>(batch.size());
              for (Numbered each : batch) {
                outcomes.add(detector.get().detect(each.number(), each.line()));
              }
              return outcomes;
            }));
  }

  private void drain(int most, Receiver receiver) throws InterruptedException {
    while (pending.size() > most) {
      try {
        for (Outcome outcome : pending.remove().get()) {
          receiver.take(outcome);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a line could not be processed: " + e.getCause(), e);
      }
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
