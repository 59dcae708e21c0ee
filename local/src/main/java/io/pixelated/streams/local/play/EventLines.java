package io.pixelated.streams.local.play;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file of events, as bytes, one after the other: plain or gzip, told by its first
 * bytes. A line longer than {@link #LONGEST} is cut there; whoever parses it will refuse it.
 */
public final class EventLines implements Closeable {
  public static final int LONGEST = 16 << 20;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long read;

  private EventLines(InputStream in) {
    this.in = in;
  }

  /** The lines of a file, or of standard input if it is {@code -}. */
  public static EventLines open(Path file) throws IOException {
    if (file.toString().equals("-")) {
      return of(System.in);
    }
    // not Files.newInputStream, which cannot read the pipes of a shell's <(command)
    return of(new FileInputStream(file.toFile()));
  }

  static EventLines of(InputStream source) throws IOException {
    BufferedInputStream in = new BufferedInputStream(source, BUFFER);
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new EventLines(gzip ? new GZIPInputStream(in, BUFFER) : in);
    } catch (EOFException | ZipException e) {
      in.close();
      throw damaged(e);
    }
  }

  /**
   * The next line without its end; null after the last.
   *
   * @throws IOException if the rest cannot be read; what was read of the line is lost
   */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = null;
    while (true) {
      if (position == limit && !fill()) {
        return line == null ? null : withoutReturn(line.toByteArray());
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      boolean whole = end < limit;
      if (line == null) {
        line = new ByteArrayOutputStream(end - position + (whole ? 0 : BUFFER));
      }
      int room = LONGEST - line.size();
      line.write(buffer, position, Math.min(room, end - position));
      position = whole ? end + 1 : end;
      if (whole) {
        return withoutReturn(line.toByteArray());
      }
    }
  }

  /** How many bytes were read, decompressed. */
  public long bytes() {
    return read;
  }

  private boolean fill() throws IOException {
    int count;
    try {
      count = in.read(buffer);
    } catch (EOFException | ZipException e) {
      throw damaged(e);
    }
    position = 0;
    limit = Math.max(0, count);
    read += limit;
    return count > 0;
  }

  private static IOException damaged(IOException cause) {
    return new IOException("the gzip data is cut off or damaged; fetch the file again", cause);
  }

  private static byte[] withoutReturn(byte[] line) {
    int length = line.length;
    return length > 0 && line[length - 1] == '\r' ? Arrays.copyOf(line, length - 1) : line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
