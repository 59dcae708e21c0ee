package io.pixelated.streams.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the event files that a command line names. */
final class EventFiles {
  private EventFiles() {}

  /**
   * Refuses what is neither a file that can be read nor {@code -}.
   *
   * @throws UsageException if it is not
   */
  static void requireReadable(Path file) {
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
