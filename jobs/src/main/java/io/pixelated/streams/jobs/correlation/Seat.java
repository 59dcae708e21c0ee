package io.pixelated.streams.jobs.correlation;

/** What is known of a group's admission, so that it is not found out with each of its events. */
final class Seat {
  private final long digest;
  private final int part;

  /** Event times, the last exclusive, at which a slot of this timespan is known to know of it. */
  private long timespan;

  private long from = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;

  /**
   * @param digest the group's digest
   * @param part the part of its rule's groups that it falls into
   */
  Seat(long digest, int part) {
    this.digest = digest;
    this.part = part;
  }

  long digest() {
    return digest;
  }

  int part() {
    return part;
  }

  /** An event at {@code time} was taken note of, in a slot that ends before {@code end}. */
  void noted(long span, long time, long end) {
    boolean same = span == timespan && end == until;
    timespan = span;
    from = same ? Math.min(from, time) : time;
    until = end;
  }

  /** Whether taking note of an event at {@code time} would tell nothing new. */
  boolean covers(long span, long time) {
    return span == timespan && time >= from && time < until;
  }
}
