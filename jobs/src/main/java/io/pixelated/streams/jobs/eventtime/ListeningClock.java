package io.pixelated.streams.jobs.eventtime;

import org.apache.flink.runtime.metrics.TimerGauge.StartStopListener;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.util.clock.Clock;

/**
 * How long a task has listened: the clock by which a partition is called silent.
 *
 * <p>A partition can be heard only while the task has read all that was waiting for it. While it
 * works, the records of one partition may lie unread behind those of another, and much later than
 * the wall clock would allow for where the task has fallen behind. So this clock runs while the
 * task waits for input, stands still while the task is held up from downstream, and runs at one
 * {@value #WORKING_SHARE}th of its pace while the task works: one that never comes to rest would
 * otherwise wait for a dead partition for ever.
 */
final class ListeningClock {
  static final int WORKING_SHARE = 16;

  private final Clock clock;
  private final Pause waiting = new Pause();
  private final Pause heldUp = new Pause();
  private long settledAt;
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

  /** Milliseconds listened so far. */
  synchronized long millis() {
    settle();
    return shares / WORKING_SHARE;
  }

  private void settle() {
    long now = clock.relativeTimeMillis();
    shares += (now - settledAt) * pace();
    settledAt = now;
  }

  private int pace() {
    if (heldUp.causes > 0) {
      return 0;
    }
    return waiting.causes > 0 ? WORKING_SHARE : 1;
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
