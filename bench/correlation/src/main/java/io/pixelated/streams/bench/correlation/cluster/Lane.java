package io.pixelated.streams.bench.correlation.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How the benchmark and one running job meet: the benchmark lets the job's source send so many
 * elements, and learns from the job's sink how far event time has come there.
 *
 * <p>The job runs in this process; its parts find the lane by its name.
 */
public final class Lane {
  private static final Map<String, Lane> LANES = new ConcurrentHashMap<>();
  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final String name;
  private final Consumer<Object> taker;
  private volatile long limit;
  private volatile long releasedAt;
  private boolean ended;
  private CompletableFuture<Void> released = new CompletableFuture<>();
  private long reached = Long.MIN_VALUE;

  private Lane(String name, Consumer<Object> taker) {
    this.name = name;
    this.taker = taker;
  }

  /** What stands for a lane in the parts of a job, which travel. */
  record Name(String name) implements Serializable {
    Lane lane() {
      return Objects.requireNonNull(LANES.get(name), name);
    }
  }

  /**
   * A new lane in place of the last one of that name.
   *
   * @param taker what is done with what arrives at the end, by one thread
   */
  public static Lane open(String name, Consumer<Object> taker) {
    Lane lane = new Lane(name, taker);
    LANES.put(name, lane);
    return lane;
  }

  /** The lane's name. */
  public String name() {
    return name;
  }

  Name reference() {
    return new Name(name);
  }

  /** How many elements the source has been let send. */
  public long limit() {
    return limit;
  }

  /** Lets the source send {@code count} more. */
  public synchronized void release(long count) {
    releasedAt = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    limit += count;
    open();
  }

  /** Lets the source end once it has sent what it may. */
  public synchronized void end() {
    ended = true;
    open();
  }

  private void open() {
    CompletableFuture<Void> before = released;
    released = new CompletableFuture<>();
    before.complete(null);
  }

  /** When the source was last let send something, in microseconds of {@link System#nanoTime()}. */
  long releasedAt() {
    return releasedAt;
  }

  synchronized boolean endsAt(long index) {
    return ended && index >= limit;
  }

  synchronized CompletableFuture<Void> whenOpenAt(long index) {
    return index < limit || ended ? NOW : released;
  }

  void take(Object element) {
    taker.accept(element);
  }

  synchronized void reach(long watermark) {
    reached = watermark;
    notifyAll();
  }

  /** Waits a while for the watermark {@code time} to reach the sink; whether it has. */
  synchronized boolean await(long time, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (reached < time) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
