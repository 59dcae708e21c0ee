package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.correlation.window.WindowRule.Manner;

/** The course of a window's condition: when it is looked at, and whether it held. */
final class Course {
  private static final long NONE = Long.MIN_VALUE;

  private final Manner manner;
  private final long timespan;

  private long first = NONE;
  private long last = NONE;
  private boolean held;

  /** Whether a full timespan has passed since the first event. */
  private boolean full;

  Course(Manner manner, long timespan) {
    this.manner = manner;
    this.timespan = timespan;
  }

  /** Time of the last event; {@link Long#MIN_VALUE} if there was none. */
  long last() {
    return last;
  }

  /** Takes note that there are events at {@code time}. */
  void arrive(long time) {
    if (first == NONE || time >= last + 2 * timespan) {
      first = time;
      held = false;
      full = false;
    }
    last = time;
  }

  /**
   * Whether the condition fires at {@code time}.
   *
   * @param arrives whether an event came
   * @param tally what the window holds then
   */
  boolean fires(long time, boolean arrives, Tally tally) {
    return switch (manner) {
      case RISING -> arrives && tally.holds();
      case FUNCTION -> {
        boolean before = held;
        full = time >= first + timespan;
        held = full && tally.holds();
        yield held && !before;
      }
      case FORMULA -> {
        boolean before = held;
        held = (before || arrives) && tally.holds();
        yield held && !before;
      }
    };
  }

  /** Has it looked at anew under other bounds: the condition counts as not holding so far. */
  void restart(long settled) {
    held = false;
    full = first != NONE && first + timespan <= settled;
  }

  /** When the next event leaves, and that matters; {@link Tally#NEVER} for never. */
  long nextDeparture(Tally tally) {
    if (manner == Manner.RISING) {
      return Tally.NEVER;
    }
    // Whether the first event leaves may not matter to the tally, but it begins the evaluations.
    boolean waiting = manner == Manner.FUNCTION && first != NONE && !full;
    long oldest = waiting ? Math.min(first, tally.oldest()) : tally.oldest();
    return oldest == Tally.NEVER ? Tally.NEVER : oldest + timespan;
  }

  /** The first time from {@code time} on at which the condition is looked at if it changes then. */
  long notBefore(long time) {
    return manner == Manner.FUNCTION ? Math.max(time, first + timespan) : time;
  }

  /**
   * When the condition is to be looked at next.
   *
   * @param firstWaiting time of the first event that is not final; {@link Tally#NEVER} for none
   * @param change when the window changes next if none comes
   */
  long next(long firstWaiting, long change) {
    if (manner == Manner.RISING) {
      return firstWaiting;
    }
    long next = Math.min(firstWaiting, change);
    if (firstWaiting != Tally.NEVER) {
      next = Math.min(next, firstWaiting + timespan);
    }
    if (manner == Manner.FUNCTION && next != Tally.NEVER) {
      long begun = first == NONE ? firstWaiting : first;
      return Math.max(next, begun == Tally.NEVER ? next : begun + timespan);
    }
    return next;
  }

  /** From when on nothing of the group matters any more if its last event was at {@code latest}. */
  long end(long latest) {
    return latest + (manner == Manner.FUNCTION ? 2 : 1) * timespan;
  }

  void writeTimes(ByteWriter out) {
    out.writeLong(last);
    out.writeBoolean(first != NONE);
    if (first != NONE) {
      out.writeLong(last - first);
    }
  }

  void readTimes(ByteReader in) {
    last = in.readLong();
    first = in.readBoolean() ? last - in.readLong() : NONE;
  }

  void writeOutcome(ByteWriter out) {
    out.writeBoolean(held);
    out.writeBoolean(full);
  }

  void readOutcome(ByteReader in) {
    held = in.readBoolean();
    full = in.readBoolean();
  }
}
