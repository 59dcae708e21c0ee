package io.pixelated.streams.cli.database;

import io.pixelated.streams.cli.access.DatabaseLogin;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import picocli.CommandLine.Mixin;
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

  @Mixin private DatabaseLogin login = new DatabaseLogin();

  /**
   * How to reach it.
   *
   * @throws io.pixelated.streams.cli.terminal.UsageException if the address is none
   */
  DatabaseSettings settings() {
    return login.at(url);
  }
}
