package io.pixelated.streams.jobs.eventtime;

import java.io.Serializable;
import java.time.Duration;

/**
 * How event time passes.
 *
 * @param outOfOrderness how far behind its partition's latest event one may come and still count
 * @param idleAfter how long a partition may be silent, while the job has nothing else to read,
 *     before it no longer holds back the others
 * @param silenceAfter how long all partitions of a subtask may be silent before its time passes
 *     with the clock; zero for ever
 */
public record EventTimeSettings(Duration outOfOrderness, Duration idleAfter, Duration silenceAfter)
    implements Serializable {
  public EventTimeSettings {
    notNegative("outOfOrderness", outOfOrderness);
    notNegative("idleAfter", idleAfter);
    notNegative("silenceAfter", silenceAfter);
  }

  private static void notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + ": give zero or more");
    }
  }
}
