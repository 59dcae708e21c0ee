package io.pixelated.streams.cli.audit;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.AuditArchive;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.connectors.database.Tls;
import io.pixelated.streams.connectors.kafka.AuditTopic;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.jobs.regional.threatcorrelation.DatabaseOptions;
import io.pixelated.streams.residency.audit.AuditExport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where chains are read from: files, or the topic. */
final class AuditInput {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

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

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What precedes the topic's name, where one broker serves several regions.")
  private String prefix = "";

  @Option(
      names = "--kafka",
      paramLabel = "key=value",
      description = "A property of the Kafka client: TLS, SASL; as often as needed.")
  private Map<String, String> properties = new TreeMap<>();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "Reads the archive at this JDBC address instead; needs --region.")
  private String database = "";

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      description = "Database user (default: ${DEFAULT-VALUE}).")
  private String user = "streams";

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "File with its password (default: environment STREAMS_DATABASE_PASSWORD).")
  private String passwordFile = "";

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
      if (!file.toString().equals("-") && !Files.isReadable(file)) {
        throw new UsageException("there is no readable file " + file + "; check the path");
      }
    }
  }

  /** Gives everything to a verifier. */
  void read(String region, AuditVerifier verifier, LongConsumer progress) throws IOException {
    if (!database.isEmpty()) {
      AuditArchive.read(archive(), region, verifier, progress);
      return;
    }
    if (!bootstrap.isEmpty()) {
      AuditTopic.read(
          new KafkaSettings(bootstrap, properties),
          new Topics(prefix).name(Topic.AUDIT),
          BROKER_PATIENCE,
          verifier,
          progress);
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

  private DatabaseSettings archive() {
    Secret password =
        passwordFile.isEmpty()
            ? Secret.environment(DatabaseOptions.PASSWORD_VARIABLE)
            : Secret.file(passwordFile);
    try {
      // The address says otherwise where there is no TLS: ?sslmode=disable.
      return DatabaseSettings.local(database, user, password)
          .with(new Tls(Tls.Mode.VERIFY_FULL, ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
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
    if (file.toString().equals("-")) {
      return System.in;
    }
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(new BufferedInputStream(in), 1 << 16)
        : in;
  }
}
