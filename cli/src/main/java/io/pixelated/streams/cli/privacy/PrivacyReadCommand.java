package io.pixelated.streams.cli.privacy;

import io.pixelated.streams.cli.access.KafkaAccess;
import io.pixelated.streams.cli.access.SecretKeys;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KeyedTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import io.pixelated.streams.privacy.Role;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Asks the region's job for somebody's records, and prints what the asker's role may see. The job
 * answers and writes down that it did: there is no way round it.
 */
@Command(
    name = "read",
    header = "Reads somebody's records, as far as a role may; the audit chain is told.",
    description = "The job compliance answers; each part of the answer is a line of JSON.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams privacy read --bootstrap broker:9092 --keys /etc/streams/keys --home EU \\",
      "      --role soc_analyst --name m.soc --subject user=ana.keller"
    },
    mixinStandardHelpOptions = true)
public final class PrivacyReadCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 1_000;

  private final Terminal terminal;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The region's Kafka brokers.")
  private String bootstrap = "";

  @Mixin private KafkaAccess access = new KafkaAccess();

  @Mixin private SecretKeys keys = new SecretKeys();

  @Option(
      names = "--home",
      required = true,
      paramLabel = "JURISDICTION",
      description = "The subject's, such as EU or US-CA.")
  private String home = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "subject, privacy_officer, soc_analyst or auditor.")
  private String role = "";

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Who asks, in the privacy office's books.")
  private String name = "";

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "kind=name",
      description =
          "A name of the subject; as often as needed. Kinds: user, email, host, ip, session, token,"
              + " patient, device.")
  private List<String> subject = new ArrayList<>();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
  private long wait = 300;

  public PrivacyReadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrivacyRequest request = request();
    KafkaSettings kafka = access.at(bootstrap);
    SealedJson sealed = new SealedJson(keys.provider());
    long asked = System.currentTimeMillis();
    KeyedTopic.put(
        kafka,
        access.name(Topic.PRIVACY_REQUESTS),
        request.id(),
        PrivacyRequestJson.write(request),
        KafkaAccess.PATIENCE);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
    try (Progress progress = new Progress(terminal, "privacy read")) {
      while (System.nanoTime() < deadline) {
        List<KeyedRecord> answers =
            answers(kafka, access.name(Topic.PRIVACY_RESPONSES), asked, request.id());
        if (!answers.isEmpty()) {
          print(answers, sealed);
          return ExitCodes.DONE;
        }
        progress.show(() -> "waiting for the job compliance to answer");
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    terminal
        .messages()
        .println(
            "streams privacy read: no answer to "
                + request.id()
                + " yet; does the job compliance run in this region?");
    return ExitCodes.PROBLEMS;
  }

  private static List<KeyedRecord> answers(KafkaSettings kafka, String topic, long since, String id)
      throws IOException {
    List<KeyedRecord> found = new ArrayList<>();
    KeyedTopic.readSince(
        kafka,
        topic,
        since,
        KafkaAccess.PATIENCE,
        record -> {
          // All parts become visible together.
          if (record.key().equals(id) || record.key().startsWith(id + '/')) {
            found.add(record);
          }
        });
    return found;
  }

  private void print(List<KeyedRecord> answers, SealedJson sealed) throws IOException {
    for (KeyedRecord answer : answers) {
      try {
        terminal.results().write(sealed.open(answer.value()));
        terminal.results().write('\n');
      } catch (SealException e) {
        throw new IOException("the answer cannot be opened: " + e.getMessage(), e);
      }
    }
  }

  private PrivacyRequest request() {
    Role known =
        Arrays.stream(Role.values())
            .filter(each -> each.word().equals(role))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no role '"
                            + role
                            + "'; use subject, privacy_officer, soc_analyst or auditor"));
    try {
      return new PrivacyRequest.Access(
          new PrivacyRequest.Header(
              "read-" + UUID.randomUUID(),
              Instant.now(),
              Subject.of(subject.stream().map(PrivacyReadCommand::identifier).toList()),
              home,
              new PrivacyRequest.Requester(name, known)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Identifier identifier(String option) {
    int equals = option.indexOf('=');
    String kind = equals < 0 ? option : option.substring(0, equals);
    for (IdentifierKind each : IdentifierKind.values()) {
      if (equals > 0 && each.word().equals(kind.toLowerCase(Locale.ROOT))) {
        return new Identifier(each, option.substring(equals + 1));
      }
    }
    throw new UsageException("--subject " + kind + " names no kind; write user=ana.keller");
  }
}
