package io.pixelated.streams.cli.input;

import io.pixelated.streams.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the files that a command line names. */
public final class InputFiles {
  /** What stands for standard input. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private InputFiles() {}

  /**
   * Refuses what cannot be read.
   *
   * @throws UsageException if it cannot
   */
  public static void requireReadable(Path path) {
    if (!Files.isReadable(path)) {
      throw new UsageException("there is no readable file " + path + "; check the path");
    }
  }

  /**
   * Refuses what is neither a file of events that can be read nor standard input.
   *
   * @throws UsageException if it is not
   */
  public static void requireEvents(Path file) {
    if (file.equals(STANDARD_INPUT)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory; give a file of NDJSON");
    }
    requireReadable(file);
  }
}
