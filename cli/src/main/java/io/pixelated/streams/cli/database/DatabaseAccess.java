package io.pixelated.streams.cli.database;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.connectors.database.Tls;
import io.pixelated.streams.jobs.regional.threatcorrelation.DatabaseOptions;
import picocli.CommandLine.Option;

/** Which database a command works on, and as whom. */
final class DatabaseAccess {
  @Option(
      names = "--database",
      required = true,
      paramLabel = "URL",
      description =
          "JDBC address, without password; TLS is demanded unless it says otherwise"
              + " (?sslmode=disable).")
  private String url = "";

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
   * How to reach it.
   *
   * @throws UsageException if the address is none
   */
  DatabaseSettings settings() {
    Secret password =
        passwordFile.isEmpty()
            ? Secret.environment(DatabaseOptions.PASSWORD_VARIABLE)
            : Secret.file(passwordFile);
    try {
      return DatabaseSettings.local(url, user, password).with(new Tls(Tls.Mode.VERIFY_FULL, ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
