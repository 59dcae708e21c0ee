package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.correlation.window.Residue.Weighted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A percentile of values, interpolated linearly between the two nearest. A slot of the grid holds
 * so many values one by one; of later ones in it, each cell keeps a sample.
 */
final class PercentileTally implements Tally {
  private static final long ONE_BY_ONE = -1;

  private final Bounds bounds;
  private final Grid grid;
  private final int exactValues;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final TreeMap<BigDecimal, Long> weights = new TreeMap<>();
  private long total;
  private long slot = Long.MIN_VALUE;
  private int slotEntries;

  /** Values of one time, or a sample of those of one cell. */
  private static final class Entry {
    final long time;
    final long cell;
    final Residue residue = new Residue();

    Entry(long time, long cell) {
      this.time = time;
      this.cell = cell;
    }
  }

  PercentileTally(Bounds bounds, Grid grid, int exactValues) {
    this.bounds = bounds;
    this.grid = grid;
    this.exactValues = exactValues;
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    for (MatchedEvent event : batch) {
      Residue one = new Residue();
      one.add(event.id(), Numbers.parse(event.value()).orElseThrow());
      enter(event.time(), one);
    }
  }

  @Override
  public void enter(long time, Residue residue) {
    if (grid.slotOf(time) != slot) {
      slot = grid.slotOf(time);
      slotEntries = 0;
    }
    Entry last = entries.peekLast();
    boolean alone = residue.count() == 1 && ++slotEntries <= exactValues;
    if (!alone && last != null && last.cell == grid.cellOf(time)) {
      count(last.residue, -1);
      last.residue.add(residue);
      count(last.residue, 1);
      return;
    }
    long cell = alone ? ONE_BY_ONE : grid.cellOf(time);
    Entry entry = new Entry(alone ? time : grid.cellEnd(time), cell);
    entry.residue.add(residue);
    entries.addLast(entry);
    count(entry.residue, 1);
  }

  @Override
  public void leave(long time) {
    while (!entries.isEmpty() && entries.peekFirst().time <= time) {
      count(entries.removeFirst().residue, -1);
    }
  }

  @Override
  public long oldest() {
    return entries.isEmpty() ? NEVER : entries.peekFirst().time;
  }

  @Override
  public boolean holds() {
    return total > 0 && bounds.holds(percentile());
  }

  @Override
  public BigDecimal number() {
    return Numbers.plain(percentile());
  }

  @Override
  public void write(ByteWriter out) {
    out.writeCount(entries.size());
    out.writeCount(slotEntries);
    long before = 0;
    for (Entry entry : entries) {
      out.writeLong(entry.time - before);
      out.writeBoolean(entry.cell == ONE_BY_ONE);
      entry.residue.write(out);
      before = entry.time;
    }
  }

  @Override
  public void read(ByteReader in) {
    int size = in.readSize();
    slotEntries = in.readSize();
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += in.readLong();
      Entry entry = new Entry(time, in.readBoolean() ? ONE_BY_ONE : grid.cellOf(time));
      entry.residue.add(Residue.read(in));
      entries.addLast(entry);
      count(entry.residue, 1);
    }
    slot = entries.isEmpty() ? Long.MIN_VALUE : grid.slotOf(time);
  }

  private void count(Residue residue, int sign) {
    for (Weighted sampled : residue.sample()) {
      weights.merge(sampled.value(), sign * sampled.weight(), PercentileTally::sum);
    }
    total += sign * residue.count();
  }

  private static Long sum(Long left, Long right) {
    return left + right == 0 ? null : Long.valueOf(left + right);
  }

  private BigDecimal percentile() {
    BigDecimal rank = bounds.percentile().movePointLeft(2).multiply(BigDecimal.valueOf(total - 1));
    BigDecimal whole = rank.setScale(0, RoundingMode.FLOOR);
    BigDecimal fraction = rank.subtract(whole);
    long below = whole.longValueExact();
    BigDecimal lower = null;
    long seen = 0;
    for (Map.Entry<BigDecimal, Long> entry : weights.entrySet()) {
      if (lower != null) {
        return interpolated(lower, entry.getKey(), fraction);
      }
      seen += entry.getValue();
      if (seen > below) {
        lower = entry.getKey();
        if (seen > below + 1) {
          return lower;
        }
      }
    }
    return lower;
  }

  private static BigDecimal interpolated(BigDecimal lower, BigDecimal upper, BigDecimal fraction) {
    return lower.add(upper.subtract(lower).multiply(fraction));
  }
}
