package io.pixelated.streams.jobs.regional.compliance;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on requests beside the stream, one at a time, so that checkpoints need not wait. A request
 * under way is part of the checkpoint, and is worked on anew after a failure. While the database or
 * the brokers are away, it waits for them.
 */
final class WorkFunction extends RichAsyncFunction<Task, Outcome> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WorkFunction.class);
  private static final long FIRST_WAIT_MILLIS = 500;
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  private final Place place;
  private final List<String> stages;
  private final List<Duration> sweeps;
  private final Duration retentionEvery;

  private transient RequestWorker worker;
  private transient ExecutorService thread;
  private transient Housekeeping housekeeping;

  /**
   * @param stages whose reports an erasure needs, as {@code job/stage}
   * @param sweeps how long after an erasure rows that came late are looked for
   * @param retentionEvery how often the database is brought in step with retention; zero: never
   */
  WorkFunction(Place place, List<String> stages, List<Duration> sweeps, Duration retentionEvery) {
    this.place = Objects.requireNonNull(place, "place");
    this.stages = List.copyOf(stages);
    this.sweeps = List.copyOf(sweeps);
    this.retentionEvery = Objects.requireNonNull(retentionEvery, "retentionEvery");
  }

  @Override
  public void open(OpenContext context) throws Exception {
    ShortLived.check(place);
    worker = new RequestWorker(place, stages, sweeps, InstantSource.system());
    thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "privacy-requests"));
    housekeeping = Housekeeping.begin(place, retentionEvery, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void asyncInvoke(Task task, ResultFuture<Outcome> result) {
    thread.execute(
        () -> {
          try {
            result.complete(Collections.singleton(patiently(task)));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
  }

  private Outcome patiently(Task task) throws InterruptedException {
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      try {
        return worker.work(task);
      } catch (IOException e) {
        LOG.warn(
            "request {} waits: {}; it is tried again in {} ms",
            task.received().requestId(),
            e.getMessage(),
            wait);
        TimeUnit.MILLISECONDS.sleep(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
    if (housekeeping != null) {
      housekeeping.close();
    }
  }
}
