package io.pixelated.streams.cli.residency;

import io.pixelated.streams.cli.access.SecretKeys;
import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads quarantined records and dead letters back. */
@Command(
    name = "unseal",
    header = "Reads quarantined records and dead letters back.",
    description = {
      "Takes records of compliance.quarantine or dead.letters, one JSON object a line, and prints each",
      "with its content readable as \"text\" (or \"bytes\" in Base64 where it is no text). Exit code 1",
      "if one cannot be opened."
    },
    mixinStandardHelpOptions = true)
public final class UnsealCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "File with the records, or - for standard input.")
  private Path file = Path.of("");

  @Mixin private SecretKeys keys = new SecretKeys();

  public UnsealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    SealedJson sealed = new SealedJson(keys.provider());
    if (!file.equals(InputFiles.STANDARD_INPUT)) {
      InputFiles.requireReadable(file);
    }
    int broken = 0;
    int number = 0;
    try (BufferedReader lines = lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        broken += line.isBlank() || print(sealed, line, number) ? 0 : 1;
      }
    }
    return broken == 0 ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  private boolean print(SealedJson sealed, String line, int number) throws IOException {
    try {
      OutputStream results = terminal.results();
      results.write(sealed.open(line.getBytes(StandardCharsets.UTF_8)));
      results.write('\n');
      return true;
    } catch (SealException e) {
      terminal.messages().println("streams unseal: line " + number + ": " + e.getMessage());
      return false;
    }
  }

  private BufferedReader lines() throws IOException {
    return file.equals(InputFiles.STANDARD_INPUT)
        ? new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }
}
