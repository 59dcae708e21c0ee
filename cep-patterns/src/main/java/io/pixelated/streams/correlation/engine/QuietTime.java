package io.pixelated.streams.correlation.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The time after an alert in which the same group of the same rule raises no other: what would have
 * fired in it is only counted.
 */
final class QuietTime {
  private final long length;
  private final List<Long> ended = new ArrayList<>();
  private long until;
  private long suppressed;

  /**
   * @param length of each quiet time, in milliseconds
   * @param until the end of the one that is running, exclusive
   * @param suppressed what would have fired in it so far
   */
  QuietTime(long length, long until, long suppressed) {
    this.length = length;
    this.until = until;
    this.suppressed = suppressed;
  }

  /** The same, to find out what would come of firings that are not final. */
  QuietTime copy() {
    return new QuietTime(length, until, suppressed);
  }

  /**
   * Whether a condition that becomes true at {@code time} raises an alert. If so, a new quiet time
   * begins with it; else it is counted. To be asked once per firing, in order of time.
   */
  boolean admits(long time) {
    if (time < until) {
      suppressed++;
      return false;
    }
    ended.add(suppressed);
    suppressed = 0;
    until = time + length;
    return true;
  }

  /** Event time up to which it is quiet, exclusive. */
  long until() {
    return until;
  }

  /** How many firings were only counted since the last one that was admitted. */
  long suppressed() {
    return suppressed;
  }

  /** How many firings were only counted before each one that was admitted, in order. */
  List<Long> ended() {
    return ended;
  }
}
