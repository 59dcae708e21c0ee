package io.pixelated.streams.correlation.window;

/**
 * How a timespan is cut up where a group holds too much: into slots, and each slot into cells. The
 * grid lies fixed in event time, so that it does not depend on what arrives when.
 *
 * @param slot width of a slot, in milliseconds
 * @param cell width of a cell, in milliseconds
 */
record Grid(long slot, long cell) {
  private static final int SLOTS = 16;
  private static final int CELLS = 16;

  /** The grid of windows that are {@code timespan} milliseconds long. */
  static Grid of(long timespan) {
    long cell = Math.max(1, timespan / (SLOTS * CELLS));
    return new Grid(cell * CELLS, cell);
  }

  /** The number of the slot that {@code time} lies in. */
  long slotOf(long time) {
    return Math.floorDiv(time, slot);
  }

  /** The number of the cell that {@code time} lies in. */
  long cellOf(long time) {
    return Math.floorDiv(time, cell);
  }

  /** The last time of the cell that {@code time} lies in. */
  long cellEnd(long time) {
    return (cellOf(time) + 1) * cell - 1;
  }

  /** The number of the slot that the cell of this number lies in. */
  static long slotOfCell(long number) {
    return Math.floorDiv(number, CELLS);
  }
}
