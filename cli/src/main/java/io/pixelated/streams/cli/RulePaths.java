package io.pixelated.streams.cli;

import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads the rules that a command line names. */
final class RulePaths {
  private RulePaths() {}

  /**
   * The rules of files and directories.
   *
   * @throws UsageException if a path does not exist
   */
  static LoadedRules load(List<Path> paths) {
    requirePresent(paths);
    return Rulebook.load(paths);
  }

  /**
   * Refuses paths that lead nowhere.
   *
   * @throws UsageException if one does
   */
  static void requirePresent(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UsageException("there is no file or directory " + path + "; check the path");
      }
    }
  }
}
