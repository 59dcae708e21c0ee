package io.pixelated.streams.cli.privacy;

import io.pixelated.streams.cli.audit.TrustedKeys;
import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.privacy.erasure.CertificateText;
import io.pixelated.streams.residency.audit.PublicKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells whether a certificate of an erasure is the region's own, and what it says is missing. */
@Command(
    name = "verify",
    header = "Tells whether a certificate of an erasure is genuine, and complete.",
    description =
        "Exit code 1 if it is not the one that the region signed, or says that something is missing.",
    footerHeading = "%nExamples:%n",
    footer = "  streams privacy verify --keys auditor.keys certificate.json",
    mixinStandardHelpOptions = true)
public final class PrivacyVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "CERTIFICATE",
      description = "File with the certificate, as it stands on privacy.responses.")
  private Path file;

  @Mixin private TrustedKeys keys = new TrustedKeys();

  public PrivacyVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    InputFiles.requireReadable(file);
    PublicKeys trusted = keys.read();
    CertificateText certificate = CertificateText.read(Files.readAllBytes(file));
    List<String> problems = certificate.problems(trusted);
    PrintStream out = terminal.text();
    if (problems.isEmpty()) {
      out.println(certificate.title());
      certificate.missing().forEach(missing -> out.println("missing: " + missing));
    } else {
      problems.forEach(problem -> out.println("not genuine: " + problem));
    }
    out.flush();
    return problems.isEmpty() && certificate.missing().isEmpty()
        ? ExitCodes.DONE
        : ExitCodes.PROBLEMS;
  }
}
