package io.pixelated.streams.cli.privacy;

import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts what a data subject asks for to the job {@code compliance}. */
@Command(
    name = "request",
    header = "Puts a data subject's request to the job compliance, and prints the answer.",
    description = {
      "Takes one request as JSON, as docs/privacy.md has it; what is wrong with it is said before",
      "anything is sent. The same id is the same request: it is worked on once."
    },
    footerHeading = "%nExamples:%n",
    footer =
        "  streams privacy request --bootstrap broker:9092 --keys /etc/streams/keys request.json",
    mixinStandardHelpOptions = true)
public final class PrivacyRequestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PrivacyDesk desk = new PrivacyDesk();

  @Parameters(paramLabel = "FILE", description = "File with the request.")
  private Path file;

  public PrivacyRequestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    InputFiles.requireReadable(file);
    return desk.ask(request(), "privacy request", terminal);
  }

  private PrivacyRequest request() throws IOException {
    try {
      return PrivacyRequestJson.read(Files.readAllBytes(file));
    } catch (InvalidRecordException e) {
      throw new UsageException(file + ": " + e.getMessage());
    }
  }
}
