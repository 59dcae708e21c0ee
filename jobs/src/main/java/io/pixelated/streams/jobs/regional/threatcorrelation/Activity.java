package io.pixelated.streams.jobs.regional.threatcorrelation;

import java.time.Duration;

/**
 * Whether records come to a subtask, or have not for so long that nobody should wait for their
 * time.
 */
final class Activity {
  private final long idleAfterMillis;
  private long activeAt;
  private boolean active;
  private boolean idle;

  /**
   * @param now the clock, epoch milliseconds
   */
  Activity(Duration idleAfter, long now) {
    this.idleAfterMillis = idleAfter.toMillis();
    this.activeAt = now;
  }

  /** Notes a record; tells whether it ends an idle time. */
  boolean wakes() {
    active = true;
    boolean was = idle;
    idle = false;
    return was;
  }

  /** Looks at the clock, which records do not; tells whether an idle time begins. */
  boolean dozesOff(long now) {
    if (active) {
      activeAt = now;
      active = false;
    }
    if (idle || now - activeAt < idleAfterMillis) {
      return false;
    }
    idle = true;
    return true;
  }
}
