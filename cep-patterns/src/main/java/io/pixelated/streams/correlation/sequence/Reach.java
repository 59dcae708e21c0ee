package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.util.Arrays;

/**
 * How far chains of events have come through the steps that must be taken: for each number of
 * events, when the latest chain of so many began that still waits for the next.
 *
 * <p>Only order and timespan count here. So nothing is complete that does not complete a chain; of
 * a sequence that asks for nothing else, every chain is.
 */
final class Reach {
  static final long NONE = Long.MIN_VALUE;

  private final Plan plan;
  private final long[] begun;

  Reach(Plan plan) {
    this(plan, new long[plan.needs() - 1]);
    clear();
  }

  private Reach(Plan plan, long[] begun) {
    this.plan = plan;
    this.begun = begun;
  }

  Reach copy() {
    return new Reach(plan, begun.clone());
  }

  /** Whether an event that can take the steps {@code takers} ends a chain. */
  boolean completes(int takers) {
    int last = begun.length;
    return (takers & plan.need(last)) != 0 && (last == 0 || begun[last - 1] != NONE);
  }

  /**
   * Lets an event begin a chain, and be the next of those that wait for such a one.
   *
   * @return whether it did any of that
   */
  boolean take(long time, int takers) {
    boolean taken = false;
    for (int i = begun.length - 1; i > 0; i--) {
      if ((takers & plan.need(i)) != 0 && begun[i - 1] != NONE) {
        begun[i] = begun[i - 1];
        begun[i - 1] = NONE;
        taken = true;
      }
    }
    if (begun.length > 0 && (takers & plan.need(0)) != 0) {
      begun[0] = time;
      taken = true;
    }
    return taken;
  }

  /** Forgets chains that began at {@code time} or before. */
  void leave(long time) {
    for (int i = 0; i < begun.length; i++) {
      if (begun[i] <= time) {
        begun[i] = NONE;
      }
    }
  }

  void clear() {
    Arrays.fill(begun, NONE);
  }

  /** When the latest chain began; {@link #NONE} if there is none. */
  long latest() {
    long latest = NONE;
    for (long time : begun) {
      latest = Math.max(latest, time);
    }
    return latest;
  }

  void write(ByteWriter out) {
    long before = 0;
    for (long time : begun) {
      out.writeBoolean(time != NONE);
      if (time != NONE) {
        out.writeLong(time - before);
        before = time;
      }
    }
  }

  static Reach read(Plan plan, ByteReader in) {
    Reach reach = new Reach(plan);
    long before = 0;
    for (int i = 0; i < reach.begun.length; i++) {
      if (in.readBoolean()) {
        before += in.readLong();
        reach.begun[i] = before;
      }
    }
    return reach;
  }
}
