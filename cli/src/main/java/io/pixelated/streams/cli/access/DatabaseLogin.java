package io.pixelated.streams.cli.access;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.connectors.database.Tls;
import io.pixelated.streams.jobs.regional.threatcorrelation.DatabaseOptions;
import picocli.CommandLine.Option;

/**
 * The options by which a command says as whom it comes to a database. What the database is for, and
 * whether it must be given, differs: {@code --database} is the command's own.
 */
public final class DatabaseLogin {
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
   * How to reach the database; with TLS, unless the address says otherwise ({@code
   * ?sslmode=disable}).
   *
   * @param url the JDBC address that {@code --database} names
   * @throws UsageException if it is none, or holds a password
   */
  public DatabaseSettings at(String url) {
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
