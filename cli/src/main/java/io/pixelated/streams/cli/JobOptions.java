package io.pixelated.streams.cli;

import io.pixelated.streams.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The configuration of a job, as commands take it. */
final class JobOptions {
  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = "An option of the job or of Flink; as often as needed.")
  private Map<String, String> properties = new TreeMap<>();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Directory with a config.yaml; -D wins over it.")
  private Path directory;

  /** As {@code JobArguments} reads them. */
  String[] arguments() {
    List<String> arguments = new ArrayList<>();
    if (directory != null) {
      if (!Files.isDirectory(directory)) {
        throw new UsageException("there is no directory " + directory + "; check the path");
      }
      arguments.add("--config");
      arguments.add(directory.toString());
    }
    properties.forEach((key, value) -> arguments.add("-D" + key + '=' + value));
    return arguments.toArray(String[]::new);
  }
}
