package io.pixelated.streams.local.play;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a loop to a steady rate. Time lost to a pause is made up for within {@link
 * #LONGEST_CATCH_UP_NANOS}; what a longer pause cost is lost, so that no burst follows it.
 *
 * <p>It may start slowly, at {@link #FIRST_SHARE} of its rate, and rise evenly: a JVM that has just
 * started compiles what it runs, beside running it.
 */
final class Pacer {
  static final long LONGEST_CATCH_UP_NANOS = 100_000_000L;
  static final double FIRST_SHARE = 0.1;
  private static final long SECOND = 1_000_000_000L;

  private final double nanosPerEvent;
  private final Time time;
  private final long rampNanos;
  private final long start;
  private double due;

  /**
   * A pacer of {@code perSecond} events a second, once the ramp is over; its first event is due at
   * once.
   */
  Pacer(int perSecond, Duration ramp, Time time) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("rate is " + perSecond + ": at least 1 event a second");
    }
    this.nanosPerEvent = (double) SECOND / perSecond;
    this.rampNanos = ramp.toNanos();
    this.time = time;
    this.start = time.nanos();
    this.due = start;
  }

  /** Returns when the next event is due. */
  void await() {
    long now = time.nanos();
    if (due > now) {
      time.park((long) (due - now));
    } else if (now - due > LONGEST_CATCH_UP_NANOS) {
      due = now;
    }
    due += nanosPerEvent / share(due - start);
  }

  /** The share of the full rate that is due at this age. */
  private double share(double age) {
    return age >= rampNanos ? 1 : FIRST_SHARE + (1 - FIRST_SHARE) * age / rampNanos;
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
