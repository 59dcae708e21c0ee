package io.pixelated.streams.cli.input;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import java.util.List;
import picocli.CommandLine.Option;

/** The option by which a command takes processing pipelines. */
public final class PipelineOption {
  @Option(
      names = "--pipeline",
      arity = "1..*",
      paramLabel = "FILE|NAME",
      description =
          "Processing pipelines, in pySigma's format, that change rules as they are loaded: files,"
              + " or names of shipped ones.")
  private List<String> namesOrFiles = List.of();

  /**
   * The pipelines as a chain.
   *
   * @throws UsageException if one cannot be loaded
   */
  public Pipelines load() {
    return RulePaths.pipelines(namesOrFiles);
  }
}
