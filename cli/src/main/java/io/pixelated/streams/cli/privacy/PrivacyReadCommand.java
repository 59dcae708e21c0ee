package io.pixelated.streams.cli.privacy;

import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.Role;
import io.pixelated.streams.privacy.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
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
  private final Terminal terminal;

  @Mixin private PrivacyDesk desk = new PrivacyDesk();

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

  public PrivacyReadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return desk.ask(request(), "privacy read", terminal);
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
