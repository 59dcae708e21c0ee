package io.pixelated.streams.cli.input;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.pipeline.LoadedPipelines;
import io.pixelated.streams.sigma.pipeline.PipelineLoader;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads the rules that a command line names. */
public final class RulePaths {
  private RulePaths() {}

  /**
   * The rules of files and directories, as pipelines change them.
   *
   * @throws UsageException if a path does not exist
   */
  public static LoadedRules load(List<Path> paths, Pipelines pipelines) {
    requirePresent(paths);
    return pipelines.isEmpty() ? Rulebook.load(paths) : Rulebook.load(paths, pipelines);
  }

  /**
   * The processing pipelines of a command line, as a chain.
   *
   * @param namesOrFiles of each, the name of a shipped one, or its file
   * @throws UsageException if one cannot be loaded
   */
  static Pipelines pipelines(List<String> namesOrFiles) {
    LoadedPipelines loaded = PipelineLoader.load(namesOrFiles);
    if (!loaded.rejections().isEmpty()) {
      Rejection first = loaded.rejections().get(0);
      throw new UsageException(
          "pipeline "
              + first.file()
              + (Files.exists(Path.of(first.file())) ? ":" + first.line() : "")
              + ": "
              + first.reason());
    }
    return loaded.pipelines();
  }

  /**
   * Refuses paths that lead nowhere.
   *
   * @throws UsageException if one does
   */
  public static void requirePresent(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UsageException("there is no file or directory " + path + "; check the path");
      }
    }
  }
}
