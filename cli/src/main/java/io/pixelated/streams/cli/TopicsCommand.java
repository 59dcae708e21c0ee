package io.pixelated.streams.cli;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicAdmin;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.jobs.settings.InvalidSettingsException;
import io.pixelated.streams.jobs.settings.JobArguments;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics that jobs share. */
@Command(
    name = "topics",
    header = "Creates the topics that are missing on a region's Kafka cluster.",
    description = {
      "Takes the configuration of the job: where the cluster is, and what precedes the names. Topics",
      "that are there are left as they are."
    },
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Terminal terminal;

  @Mixin private final JobOptions options = new JobOptions();

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each partition (default: ${DEFAULT-VALUE}).")
  private short replication = TopicAdmin.Scale.production().replication();

  @Option(
      names = "--max-partitions",
      paramLabel = "N",
      description = "Give no topic more than that, for small clusters.")
  private int maxPartitions = TopicAdmin.Scale.production().maxPartitions();

  TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (replication < 1 || maxPartitions < 1) {
      throw new UsageException("--replication and --max-partitions are at least 1");
    }
    ThreatCorrelationSettings settings;
    try {
      settings = ThreatCorrelationSettings.read(JobArguments.read(options.arguments()));
    } catch (InvalidSettingsException e) {
      throw new UsageException(e.getMessage().replace('\n', ' '));
    }
    List<Topic> all = List.of(Topic.values());
    try (TopicAdmin admin =
        new TopicAdmin(settings.kafka(), new TopicAdmin.Scale(maxPartitions, replication))) {
      admin.createMissing(settings.topics(), all, PATIENCE);
    } catch (TopicAdmin.TopicException e) {
      throw new IOException(e.getMessage(), e);
    }
    terminal.messages().println("streams: all " + all.size() + " topics are there");
    return ExitCodes.DONE;
  }
}
