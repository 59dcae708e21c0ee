package io.pixelated.streams.cli;

import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a job to a Flink cluster. */
@Command(
    name = "run",
    header = "Submits one job to a Flink cluster.",
    description = "Configuration is the job's and Flink's own: -Dkey=value, or a directory.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Map<String, Main> JOBS =
      Map.of("threat-correlation", ThreatCorrelationJob::main);
  private static final String JARS = "*-deploy.jar";

  private final Terminal terminal;

  @Parameters(paramLabel = "JOB", description = "threat-correlation")
  private String job = "";

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

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = "REST address of the cluster (default: ${DEFAULT-VALUE}).")
  private String cluster = "localhost:8081";

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A job's entry. */
  @FunctionalInterface
  private interface Main {
    void run(String[] arguments) throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    Main main = JOBS.get(job);
    if (main == null) {
      throw new UsageException("there is no job '" + job + "'; use one of " + JOBS.keySet());
    }
    try {
      main.run(arguments());
    } catch (InvalidSettingsException e) {
      throw new UsageException(e.getMessage().replace('\n', ' '));
    }
    terminal.messages().println("streams: submitted " + job + " to " + cluster);
    return ExitCodes.DONE;
  }

  private String[] arguments() throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put(DeploymentOptions.TARGET.key(), "remote");
    int colon = cluster.lastIndexOf(':');
    if (colon < 1) {
      throw new UsageException("--cluster " + cluster + " has no port; write HOST:PORT");
    }
    all.put(RestOptions.ADDRESS.key(), cluster.substring(0, colon));
    all.put(RestOptions.PORT.key(), cluster.substring(colon + 1));
    all.put(PipelineOptions.JARS.key(), jobJar().toUri().toString());
    all.putAll(properties);
    List<String> arguments = new ArrayList<>();
    if (directory != null) {
      if (!Files.isDirectory(directory)) {
        throw new UsageException("there is no directory " + directory + "; check the path");
      }
      arguments.add("--config");
      arguments.add(directory.toString());
    }
    all.forEach((key, value) -> arguments.add("-D" + key + '=' + value));
    return arguments.toArray(String[]::new);
  }

  private static Path jobJar() throws IOException {
    Path target = Installation.home().resolve("jobs").resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, JARS)) {
        for (Path jar : jars) {
          return jar.toAbsolutePath();
        }
      }
    }
    throw new UsageException("there is no job jar in " + target + "; build with mvn package");
  }
}
