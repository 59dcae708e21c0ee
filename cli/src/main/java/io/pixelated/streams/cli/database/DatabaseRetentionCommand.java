package io.pixelated.streams.cli.database;

import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.ExpiredRows;
import io.pixelated.streams.connectors.database.RowRetention;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.PolicyException;
import io.pixelated.streams.residency.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the rows heed the policies in force, and deletes what has expired. */
@Command(
    name = "retention",
    header = "Makes the rows heed the policies in force, and deletes what has expired.",
    description = {
      "Legal holds that began or ended, and periods that changed, reach the rows that are there."
          + " What the job compliance does by itself, for an operator who cannot wait."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams database retention --database jdbc:postgresql://db/streams --policies policies.yaml",
      "  streams database retention --database jdbc:postgresql://db/streams --policies policies.yaml --delete 100000"
    },
    mixinStandardHelpOptions = true)
public final class DatabaseRetentionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DatabaseAccess database = new DatabaseAccess();

  @Option(
      names = "--policies",
      required = true,
      paramLabel = "FILE",
      description =
          "The policies in force, with their legal holds: those that compliance.policies has last.")
  private Path policies = Path.of("");

  @Option(
      names = "--delete",
      paramLabel = "ROWS",
      description = "Then deletes so many expired rows at most (default: none).")
  private long most;

  public DatabaseRetentionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (most < 0) {
      throw new UsageException("--delete is " + most + "; give 0 or more");
    }
    Policies inForce = read();
    DatabaseSettings settings = database.settings();
    long changed = new RowRetention(settings).heed(inForce);
    terminal.messages().println(changed + " rows heed policies " + inForce.version() + " now");
    if (most > 0) {
      long deleted = new ExpiredRows(settings).delete(most);
      terminal.messages().println(deleted + " expired rows were deleted");
    }
    return ExitCodes.DONE;
  }

  private Policies read() throws IOException {
    InputFiles.requireReadable(policies);
    try {
      return Policies.parse(Files.readString(policies), Regions.shipped());
    } catch (PolicyException e) {
      throw new UsageException(policies + ": " + e.getMessage());
    }
  }
}
