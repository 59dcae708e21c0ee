package io.pixelated.streams.local.play;

import java.util.concurrent.locks.LockSupport;

/**
 * Holds a loop to a steady rate. Time lost to a pause is made up for within {@link
 * #LONGEST_CATCH_UP_NANOS}; what a longer pause cost is lost, so that no burst follows it.
 */
final class Pacer {
  static final long LONGEST_CATCH_UP_NANOS = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final double nanosPerEvent;
  private final Time time;
  private double due;

  /** A pacer of {@code perSecond} events a second; its first event is due at once. */
  Pacer(int perSecond, Time time) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("rate is " + perSecond + ": at least 1 event a second");
    }
    this.nanosPerEvent = (double) SECOND / perSecond;
    this.time = time;
    this.due = time.nanos();
  }

  /** Returns when the next event is due. */
  void await() {
    long now = time.nanos();
    if (due > now) {
      time.park((long) (due - now));
    } else if (now - due > LONGEST_CATCH_UP_NANOS) {
      due = now;
    }
    due += nanosPerEvent;
  }

  /** The clock that a pacer runs on. */
  interface Time {
    /** The machine's own. */
    Time SYSTEM =
        new Time() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void park(long nanos) {
            LockSupport.parkNanos(nanos);
          }
        };

    long nanos();

    /** Waits about this long; may return early. */
    void park(long nanos);
  }
}
