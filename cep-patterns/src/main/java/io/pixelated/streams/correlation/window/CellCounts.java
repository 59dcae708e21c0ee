package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;

/**
 * How much a window has taken in during the latest cell of its {@link Grid}, and in that's slot.
 */
final class CellCounts {
  private static final long NONE = Long.MIN_VALUE;

  private long cell = NONE;
  private long slotEvents;
  private long cellEvents;
  private long cellKinds;

  /**
   * Takes note of events of one time.
   *
   * @param kinds how many kinds among them are new to the cell
   */
  void add(long now, int events, int kinds) {
    if (now != cell) {
      slotEvents = Grid.slotOfCell(now) == Grid.slotOfCell(cell) ? slotEvents : 0;
      cell = now;
      cellEvents = 0;
      cellKinds = 0;
    }
    slotEvents += events;
    cellEvents += events;
    cellKinds += kinds;
  }

  /** Starts over, in a grid that may be another one. */
  void restart(long now) {
    cell = now;
    slotEvents = 0;
    cellEvents = 0;
    cellKinds = 0;
  }

  /**
   * Writes all, the cell as its distance from another.
   *
   * @param reference the other cell, the same for {@link #read}
   */
  void write(ByteWriter out, long reference) {
    out.writeLong(reference - cell);
    out.writeCount(slotEvents);
    out.writeCount(cellEvents);
    out.writeCount(cellKinds);
  }

  void read(ByteReader in, long reference) {
    cell = reference - in.readLong();
    slotEvents = in.readCount();
    cellEvents = in.readCount();
    cellKinds = in.readCount();
  }

  long slotEvents(long slot) {
    return cell != NONE && slot == Grid.slotOfCell(cell) ? slotEvents : 0;
  }

  long cell() {
    return cell;
  }

  long cellEvents() {
    return cellEvents;
  }

  long cellKinds() {
    return cellKinds;
  }
}
