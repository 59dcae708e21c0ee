package io.pixelated.streams.cli.audit;

import io.pixelated.streams.cli.access.DatabaseLogin;
import io.pixelated.streams.cli.access.KafkaAccess;
import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.AuditArchive;
import io.pixelated.streams.connectors.kafka.AuditTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.residency.audit.AuditExport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where chains are read from: files, the topic, or the archive. */
final class AuditInput {
  @Parameters(
      paramLabel = "FILE",
      description =
          "Exports of the topic, one entry a line (plain or .gz), or directories of such; - for"
              + " standard input. A chain's entries in order, the chains in any.")
  private List<Path> files = List.of();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Reads the topic compliance.audit from these Kafka brokers instead.")
  private String bootstrap = "";

  @Mixin private KafkaAccess kafka = new KafkaAccess();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "Reads the archive at this JDBC address instead; needs --region.")
  private String database = "";

  @Mixin private DatabaseLogin login = new DatabaseLogin();

  /**
   * Refuses an input that is none.
   *
   * @throws UsageException with what to do
   */
  void require(String region) {
    long given =
        Stream.of(!files.isEmpty(), !bootstrap.isEmpty(), !database.isEmpty())
            .filter(is -> is)
            .count();
    if (given != 1) {
      throw new UsageException("give one of: files, --bootstrap, --database");
    }
    if (!database.isEmpty() && region.isEmpty()) {
      throw new UsageException("--database needs --region: archives are by region");
    }
    for (Path file : files) {
      if (!file.equals(InputFiles.STANDARD_INPUT)) {
        InputFiles.requireReadable(file);
      }
    }
  }

  /** Gives everything to a verifier. */
  void read(String region, AuditVerifier verifier, LongConsumer progress) throws IOException {
    if (!database.isEmpty()) {
      AuditArchive.read(login.at(database), region, verifier, progress);
      return;
    }
    if (!bootstrap.isEmpty()) {
      AuditTopic.read(
          kafka.at(bootstrap), kafka.name(Topic.AUDIT), KafkaAccess.PATIENCE, verifier, progress);
      return;
    }
    for (Path file : files) {
      for (Path each : expand(file)) {
        try (InputStream in = open(each)) {
          AuditExport.read(
              in, each.toString(), verifier, line -> progress.accept(verifier.entries()));
        }
      }
    }
  }

  private static List<Path> expand(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      return new ArrayList<>(below.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (file.equals(InputFiles.STANDARD_INPUT)) {
      return System.in;
    }
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(new BufferedInputStream(in), 1 << 16)
        : in;
  }
}
