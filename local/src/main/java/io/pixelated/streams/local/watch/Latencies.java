package io.pixelated.streams.local.watch;

import java.util.Arrays;

/** Durations in milliseconds, with exact percentiles. Not thread-safe. */
final class Latencies {
  private long[] values = new long[64];
  private int size;

  void add(long millis) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = millis;
  }

  Percentiles percentiles() {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new Percentiles(size, at(sorted, 50), at(sorted, 95), at(sorted, 99));
  }

  /** The smallest value that this share of all values does not exceed (nearest rank). */
  private static long at(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[rank - 1];
  }
}
