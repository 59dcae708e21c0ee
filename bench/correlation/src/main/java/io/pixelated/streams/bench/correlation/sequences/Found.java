package io.pixelated.streams.bench.correlation.sequences;

/** How both sides tell what they found, so that it can be compared. */
final class Found {
  private Found() {}

  static String line(int rule, String key, long time) {
    return rule + " " + key + " " + time;
  }
}
