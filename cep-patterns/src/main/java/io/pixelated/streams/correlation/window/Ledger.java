package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;

/**
 * How many events there were at each time, and what their values add up to. A slot of the grid
 * holds so many times exactly; later ones in it are taken together by cell, and leave with its end.
 *
 * <p>Events enter at one end and leave at the other. What lies between stays as it was written, so
 * that neither costs more when there are many.
 */
final class Ledger {
  private static final byte[] NOTHING = {};

  private final Grid grid;
  private final int exactTimes;
  private final boolean summing;

  /**
   * All entries but the last: of each its count, its sum, and how long after it the next one is.
   * They lie from {@code begin} to {@code end}.
   */
  private byte[] written = NOTHING;

  private int begin;
  private int end;

  /** What {@code written} is the buffer of; null as long as it belongs to somebody else. */
  private ByteWriter own;

  private int size;
  private long firstTime;
  private long lastTime;
  private long lastCount;
  private BigDecimal lastSum = BigDecimal.ZERO;

  private long count;
  private BigDecimal sum = BigDecimal.ZERO;

  /** The slot of the last entry, and how many entries it has. */
  private long slot = Long.MIN_VALUE;

  private int slotEntries;

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
    if (size > 0 && lastTime >= time) {
      lastCount += events;
      lastSum = summing ? lastSum.add(total) : lastSum;
      return;
    }
    if (grid.slotOf(time) != slot) {
      slot = grid.slotOf(time);
      slotEntries = 0;
    }
    long key = ++slotEntries <= exactTimes ? time : grid.cellEnd(time);
    if (size == 0) {
      firstTime = key;
    } else {
      append(key);
    }
    size++;
    lastTime = key;
    lastCount = events;
    lastSum = total;
  }

  /** Writes the last entry down, now that another one follows it. */
  private void append(long next) {
    if (own == null) {
      own = new ByteWriter(end - begin + 64);
      own.writeRaw(written, begin, end - begin);
      begin = 0;
    }
    own.writeCount(lastCount);
    if (summing) {
      own.writeDecimal(lastSum);
    }
    own.writeCount(next - lastTime);
    written = own.buffer();
    end = own.length();
  }

  void leave(long time) {
    if (size == 0 || firstTime > time) {
      return;
    }
    ByteReader in = new ByteReader(written, begin);
    while (size > 1 && firstTime <= time) {
      count -= in.readCount();
      if (summing) {
        sum = sum.subtract(in.readDecimal());
      }
      firstTime += in.readCount();
      size--;
    }
    begin = in.position();
    if (firstTime <= time) {
      size = 0;
      count = 0;
      sum = BigDecimal.ZERO;
    }
  }

  long oldest() {
    return size == 0 ? Tally.NEVER : firstTime;
  }

  long count() {
    return count;
  }

  BigDecimal sum() {
    return sum;
  }

  void write(ByteWriter out) {
    out.writeCount(size);
    if (size == 0) {
      return;
    }
    out.writeCount(slotEntries);
    out.writeLong(firstTime);
    out.writeCount(lastTime - firstTime);
    out.writeCount(lastCount);
    out.writeCount(count);
    if (summing) {
      out.writeDecimal(lastSum);
      out.writeDecimal(sum);
    }
    out.writeBytes(written, begin, end - begin);
  }

  void read(ByteReader in) {
    size = in.readSize();
    if (size == 0) {
      return;
    }
    slotEntries = in.readSize();
    firstTime = in.readLong();
    lastTime = firstTime + in.readCount();
    lastCount = in.readCount();
    count = in.readCount();
    if (summing) {
      lastSum = in.readDecimal();
      sum = in.readDecimal();
    }
    int length = in.readSize();
    written = in.bytes();
    begin = in.position();
    end = begin + length;
    in.skip(length);
    slot = grid.slotOf(lastTime);
  }
}
