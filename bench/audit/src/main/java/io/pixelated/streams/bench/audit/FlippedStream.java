package io.pixelated.streams.bench.audit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which one bit is another. */
final class FlippedStream extends FilterInputStream {
  private final long flipped;
  private final int bit;
  private long position;

  FlippedStream(InputStream in, long flipped, int bit) {
    super(in);
    this.flipped = flipped;
    this.bit = bit;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    long at = flipped - position;
    if (at >= 0 && at < read) {
      buffer[from + (int) at] ^= (byte) (1 << bit);
    }
    position += Math.max(0, read);
    return read;
  }
}
