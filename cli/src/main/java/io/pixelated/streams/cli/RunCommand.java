package io.pixelated.streams.cli;

import io.pixelated.streams.cli.input.Installation;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.jobs.regional.auditarchive.AuditArchiveJob;
import io.pixelated.streams.jobs.regional.compliance.ComplianceJob;
import io.pixelated.streams.jobs.regional.compliance.ComplianceSettings;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.jobs.settings.InvalidSettingsException;
import io.pixelated.streams.jobs.settings.JobArguments;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.ConfigUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a job to a Flink cluster. */
@Command(
    name = "run",
    header = "Submits one job to a Flink cluster.",
    description = "Configuration is the job's and Flink's own: -Dkey=value, or a directory.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Map<String, Job> JOBS =
      Map.of(
          "threat-correlation",
          new Job(ThreatCorrelationJob.class, ThreatCorrelationSettings::read),
          "audit-archive",
          new Job(AuditArchiveJob.class, ThreatCorrelationSettings::read),
          "compliance",
          new Job(ComplianceJob.class, ComplianceSettings::read));
  private static final String JARS = "*-deploy.jar";

  private final Terminal terminal;

  @Parameters(paramLabel = "JOB", description = "threat-correlation, audit-archive or compliance")
  private String job = "";

  @Mixin private final JobOptions options = new JobOptions();

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = "REST address of the cluster (default: ${DEFAULT-VALUE}).")
  private String cluster = "localhost:8081";

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * A job that can be submitted.
   *
   * @param entry the class with its {@code main}
   * @param check refuses options that are wrong
   */
  private record Job(Class<?> entry, Consumer<Configuration> check) {}

  @Override
  public Integer call() throws IOException {
    Job known = JOBS.get(job);
    if (known == null) {
      throw new UsageException(
          "there is no job '" + job + "'; use one of " + new TreeSet<>(JOBS.keySet()));
    }
    String[] arguments = options.arguments();
    try {
      // Here already: a mistake need not travel to the cluster to be found.
      known.check().accept(JobArguments.read(arguments));
    } catch (InvalidSettingsException e) {
      throw new UsageException(e.getMessage().replace('\n', ' '));
    }
    submit(known, arguments);
    terminal.messages().println("streams: submitted " + job + " to " + cluster);
    return ExitCodes.DONE;
  }

  private void submit(Job known, String[] arguments) throws IOException {
    Configuration target = target();
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jobJar().toFile())
            .setEntryPointClassName(known.entry().getName())
            .setArguments(arguments)
            .setConfiguration(target)
            .build()) {
      ConfigUtils.encodeCollectionToConfig(
          target, PipelineOptions.JARS, program.getJobJarAndDependencies(), URL::toString);
      ClientUtils.executeProgram(new DefaultExecutorServiceLoader(), target, program, false, false);
    } catch (ProgramInvocationException e) {
      throw new IOException(
          "the cluster at " + cluster + " did not take the job: " + cause(e).getMessage(), e);
    }
  }

  private static Throwable cause(Throwable e) {
    return e.getCause() == null ? e : cause(e.getCause());
  }

  private Configuration target() {
    int colon = cluster.lastIndexOf(':');
    if (colon < 1) {
      throw new UsageException("--cluster " + cluster + " has no port; write HOST:PORT");
    }
    Configuration target = new Configuration();
    target.set(DeploymentOptions.TARGET, "remote");
    target.set(DeploymentOptions.ATTACHED, false);
    target.setString(RestOptions.ADDRESS.key(), cluster.substring(0, colon));
    target.setString(RestOptions.PORT.key(), cluster.substring(colon + 1));
    // This process has the job's classes already; the cluster loads them from the jar.
    target.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    target.set(ClientOptions.CLIENT_TIMEOUT, Duration.ofSeconds(20));
    target.set(RestOptions.RETRY_MAX_ATTEMPTS, 5);
    return target;
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
