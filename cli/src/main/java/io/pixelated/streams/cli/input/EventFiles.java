package io.pixelated.streams.cli.input;

import io.pixelated.streams.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the event files that a command line names. */
public final class EventFiles {
  private EventFiles() {}

  /**
   * Refuses what is neither a file that can be read nor {@code -}.
   *
   * @throws UsageException if it is not
   */
  public static void requireReadable(Path file) {
    if (file.toString().equals("-")) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory; give a file of NDJSON");
    }
    if (!Files.isReadable(file)) {
      throw new UsageException("there is no readable file " + file + "; check the path");
    }
  }
}
