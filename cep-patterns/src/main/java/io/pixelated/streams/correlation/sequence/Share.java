package io.pixelated.streams.correlation.sequence;

/** Fair shares of what is bounded. */
final class Share {
  private Share() {}

  /**
   * How many of each kind can be kept if kinds are to be {@code most} together.
   *
   * @param sizes how many there are of each kind, ascending
   */
  static int of(int[] sizes, int most) {
    int left = most;
    for (int i = 0; i < sizes.length; i++) {
      int fair = left / (sizes.length - i);
      if (sizes[i] > fair) {
        return Math.max(1, fair);
      }
      left -= sizes[i];
    }
    return most;
  }
}
