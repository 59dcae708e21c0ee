package io.pixelated.streams.cli.database;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.sql.RegionPlan;
import io.pixelated.streams.sql.SchemaMigrator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the database's schema up to date, and spreads a CockroachDB over its regions. */
@Command(
    name = "migrate",
    header = "Brings the schema up to date, and spreads a CockroachDB over its regions.",
    description = {
      "Doing it again changes nothing; after an interruption it finishes, and with more homes it gives"
          + " them their places. Homes and super regions are of CockroachDB only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams database migrate --database jdbc:postgresql://db/streams",
      "  streams database migrate --database jdbc:postgresql://db:26257/streams \\",
      "    --primary us-east-1 --home us-east-1=aws-us-east-1 --home eu-central-1=aws-eu-central-1 \\",
      "    --home eu-west-1=aws-eu-west-1 --super-region eu=eu-central-1,eu-west-1"
    },
    mixinStandardHelpOptions = true)
public final class DatabaseMigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DatabaseAccess database = new DatabaseAccess();

  @Option(
      names = "--primary",
      paramLabel = "HOME",
      description = "Home region that a new multi-region database begins with; needs --home.")
  private String primary = "";

  @Option(
      names = "--home",
      paramLabel = "HOME=REGION",
      description =
          "A home region of rows, and the cluster's name for it (--locality=region=...); for every"
              + " home.")
  private Map<String, String> homes = new TreeMap<>();

  @Option(
      names = "--super-region",
      paramLabel = "NAME=HOME,HOME",
      description = "Homes whose replicas do not leave each other's company.")
  private Map<String, String> superRegions = new TreeMap<>();

  public DatabaseMigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SchemaMigrator migrator = SchemaMigrator.of(Connections.forUpkeep(database.settings()));
    if (!primary.isEmpty() || !homes.isEmpty() || !superRegions.isEmpty()) {
      migrator = migrator.spreadOver(plan());
    }
    int applied = migrator.migrate();
    terminal
        .messages()
        .println(applied == 0 ? "the schema is up to date" : applied + " migrations were applied");
    return ExitCodes.DONE;
  }

  private RegionPlan plan() {
    Map<String, List<String>> together =
        superRegions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> Arrays.asList(entry.getValue().split(","))));
    try {
      return new RegionPlan(primary, homes, together);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + "; see --primary, --home and --super-region");
    }
  }
}
