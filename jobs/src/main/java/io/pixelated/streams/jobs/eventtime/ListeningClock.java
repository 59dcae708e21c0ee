package io.pixelated.streams.jobs.eventtime;

import org.apache.flink.runtime.metrics.TimerGauge.StartStopListener;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.util.clock.Clock;

/**
 * How long a task has lived and listened.
 *
 * <p>A partition is called silent by the time that the task has listened. It can be heard only
 * while the task has read all that was waiting for it: while it works, the records of one partition
 * may lie unread behind those of another, and much later than the clock on the wall would allow for
 * where the task has fallen behind. So listening goes on while the task waits for input, and at one
 * {@value #WORKING_SHARE}th of that pace while it works: a task that never comes to rest would
 * otherwise wait for a dead partition for ever.
 *
 * <p>Neither time passes while the task is held up from downstream.
 */
final class ListeningClock {
  static final int WORKING_SHARE = 16;

  private final Clock clock;
  private final Pause waiting = new Pause();
  private final Pause heldUp = new Pause();
  private long settledAt;
  private long elapsed;
  private long shares;

  ListeningClock(Clock clock) {
    this.clock = clock;
    this.settledAt = clock.relativeTimeMillis();
  }

  /** Lets a task tell of its pauses. */
  void register(TaskIOMetricGroup task) {
    task.getIdleTimeMsPerSecond().registerListener(waiting);
    task.registerBackPressureListener(heldUp);
  }

  void unregister(TaskIOMetricGroup task) {
    task.getIdleTimeMsPerSecond().unregisterListener(waiting);
    task.unregisterBackPressureListener(heldUp);
  }

  /** Milliseconds in which it was not held up. */
  synchronized long elapsed() {
    settle();
    return elapsed;
  }

  /** Milliseconds listened. */
  synchronized long listened() {
    settle();
    return shares / WORKING_SHARE;
  }

  private void settle() {
    long now = clock.relativeTimeMillis();
    if (heldUp.causes == 0) {
      elapsed += now - settledAt;
      shares += (now - settledAt) * (waiting.causes > 0 ? WORKING_SHARE : 1);
    }
    settledAt = now;
  }

  /** Something that keeps the task from working; tasks tell of it from several threads. */
  private final class Pause implements StartStopListener {
    private int causes;

    @Override
    public void markStart() {
      change(1);
    }

    @Override
    public void markEnd() {
      change(-1);
    }

    private void change(int by) {
      synchronized (ListeningClock.this) {
        settle();
        causes += by;
      }
    }
  }
}
