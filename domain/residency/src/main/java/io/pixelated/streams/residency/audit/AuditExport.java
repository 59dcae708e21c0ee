package io.pixelated.streams.residency.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Reads an export of chains: one entry a line, as it stands on the topic, ended by a line feed. */
public final class AuditExport {
  private static final int CHUNK = 1 << 20;

  /** No entry is that long: topics take no record of half that size. */
  private static final int LONGEST = 64 << 20;

  private static final int LINES_BETWEEN_SIGNS_OF_LIFE = 4_096;

  private AuditExport() {}

  /**
   * Gives every line to a verifier, byte by byte as it is.
   *
   * @param source names the export in findings
   * @param progress is told now and then how many lines have been read
   * @throws IOException if it cannot be read, or a line is longer than any entry
   */
  public static void read(
      InputStream in, String source, AuditVerifier verifier, LongConsumer progress)
      throws IOException {
    Objects.requireNonNull(source, "source");
    byte[] buffer = new byte[2 * CHUNK];
    int filled = 0;
    int scanned = 0;
    long line = 0;
    while (true) {
      if (buffer.length - filled < CHUNK) {
        if (buffer.length > LONGEST) {
          throw new IOException(
              source + ": line " + (line + 1) + " is longer than any entry; is it an export?");
        }
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        break;
      }
      filled += read;
      int begin = 0;
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          verifier.take(source, ++line, buffer, begin, i);
          begin = i + 1;
          if (line % LINES_BETWEEN_SIGNS_OF_LIFE == 0) {
            progress.accept(line);
          }
        }
      }
      System.arraycopy(buffer, begin, buffer, 0, filled - begin);
      filled -= begin;
      scanned = filled;
    }
    if (filled > 0) {
      verifier.take(source, ++line, buffer, 0, filled);
    }
    progress.accept(line);
  }
}
