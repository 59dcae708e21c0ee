package io.pixelated.streams.residency.minimise;

/** Hashes of names that are the same in any letter case of ASCII; eight bytes at a time. */
final class NameHash {
  /** Of a name from which nothing has been taken yet. */
  static final long NOTHING = 0;

  private static final long LOWER = 0x2020202020202020L;

  /** The golden ratio: names that differ little get bits that differ. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private NameHash() {}

  /** The hash of a whole name. */
  static int of(byte[] bytes, int start, int end) {
    long hash = NOTHING;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = with(hash, word(bytes, at, at + Long.BYTES));
    }
    return (int) with(hash, word(bytes, at, end));
  }

  /**
   * The hash with eight more bytes. The last that are taken are fewer than eight, zeros behind
   * them, and the lower half is the hash of the whole name then.
   *
   * @param eight the first in the lowest bits
   */
  static long with(long hash, long eight) {
    long more = (hash ^ (eight | LOWER)) * SPREAD;
    return more ^ (more >>> Integer.SIZE);
  }

  private static long word(byte[] bytes, int start, int end) {
    long word = 0;
    for (int i = end - 1; i >= start; i--) {
      word = word << Byte.SIZE | (bytes[i] & 0xff);
    }
    return word;
  }
}
