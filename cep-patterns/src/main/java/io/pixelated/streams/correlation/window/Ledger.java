package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many events there were at each time, and what their values add up to. A slot of the grid
 * holds so many times exactly; later ones in it are taken together by cell, and leave with its end.
 */
final class Ledger {
  private final Grid grid;
  private final int exactTimes;
  private final boolean summing;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long count;
  private BigDecimal sum = BigDecimal.ZERO;

  /** The slot of the last entry, and how many entries it has. */
  private long slot = Long.MIN_VALUE;

  private int slotEntries;

  private static final class Entry {
    final long time;
    long count;
    BigDecimal sum;

    Entry(long time, long count, BigDecimal sum) {
      this.time = time;
      this.count = count;
      this.sum = sum;
    }
  }

  /**
   * @param exactTimes how many distinct times a slot tells apart before cells begin
   * @param summing whether values are added up, or events only counted
   */
  Ledger(Grid grid, int exactTimes, boolean summing) {
    this.grid = grid;
    this.exactTimes = exactTimes;
    this.summing = summing;
  }

  /** Books events of one time, which is not before any that was booked. */
  void add(long time, long events, BigDecimal total) {
    count += events;
    if (summing) {
      sum = sum.add(total);
    }
    Entry last = entries.peekLast();
    if (last != null && last.time >= time) {
      last.count += events;
      last.sum = summing ? last.sum.add(total) : last.sum;
      return;
    }
    if (grid.slotOf(time) != slot) {
      slot = grid.slotOf(time);
      slotEntries = 0;
    }
    long key = ++slotEntries <= exactTimes ? time : grid.cellEnd(time);
    entries.addLast(new Entry(key, events, total));
  }

  void leave(long time) {
    while (!entries.isEmpty() && entries.peekFirst().time <= time) {
      Entry gone = entries.removeFirst();
      count -= gone.count;
      if (summing) {
        sum = sum.subtract(gone.sum);
      }
    }
    if (count == 0) {
      sum = BigDecimal.ZERO;
    }
  }

  long oldest() {
    return entries.isEmpty() ? Tally.NEVER : entries.peekFirst().time;
  }

  long count() {
    return count;
  }

  BigDecimal sum() {
    return sum;
  }

  void write(ByteWriter out) {
    out.writeCount(entries.size());
    out.writeCount(slotEntries);
    long before = 0;
    for (Entry entry : entries) {
      out.writeLong(entry.time - before);
      out.writeCount(entry.count);
      if (summing) {
        out.writeDecimal(entry.sum);
      }
      before = entry.time;
    }
  }

  void read(ByteReader in) {
    int size = in.readSize();
    slotEntries = in.readSize();
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += in.readLong();
      Entry entry = new Entry(time, in.readCount(), summing ? in.readDecimal() : BigDecimal.ZERO);
      entries.addLast(entry);
      count += entry.count;
      sum = summing ? sum.add(entry.sum) : sum;
    }
    slot = entries.isEmpty() ? Long.MIN_VALUE : grid.slotOf(time);
  }
}
