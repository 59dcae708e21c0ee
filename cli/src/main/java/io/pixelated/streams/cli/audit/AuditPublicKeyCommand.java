package io.pixelated.streams.cli.audit;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.MissingKeyException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the public half of a region's signing keys, for auditors. */
@Command(
    name = "public-key",
    header = "Writes the public half of a region's signing keys, for auditors.",
    description = "One line per valid key, the current one first: REGION ID HEXADECIMAL.",
    footerHeading = "%nExamples:%n",
    footer =
        "  streams audit public-key --location /etc/streams/keys --region eu-central-1 >> keys",
    mixinStandardHelpOptions = true)
public final class AuditPublicKeyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--location",
      required = true,
      paramLabel = "LOCATION",
      description =
          "Where the secret keys are: a directory, or the word environment or development.")
  private String location = "";

  @Option(names = "--region", required = true, paramLabel = "REGION", description = "The region.")
  private String region = "";

  public AuditPublicKeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      PrintStream out = terminal.text();
      TrustedKeys.published(new KeyLocation(location).provider(), region).forEach(out::println);
      out.flush();
      return ExitCodes.DONE;
    } catch (MissingKeyException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
