package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.DatabaseSettings.Batching;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.connectors.database.Tls;
import io.pixelated.streams.jobs.settings.OptionReader;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How the job is told of its database. */
public final class DatabaseOptions {
  /** The environment variable of the workers that holds the password where no file does. */
  public static final String PASSWORD_VARIABLE = "STREAMS_DATABASE_PASSWORD";

  public static final ConfigOption<String> URL =
      ConfigOptions.key("streams.database.url")
          .stringType()
          .noDefaultValue()
          .withDescription("JDBC address of CockroachDB or PostgreSQL, without password.");

  static final ConfigOption<String> USER =
      ConfigOptions.key("streams.database.user")
          .stringType()
          .defaultValue("streams")
          .withDescription("Database user.");

  static final ConfigOption<String> PASSWORD_FILE =
      ConfigOptions.key("streams.database.password-file")
          .stringType()
          .defaultValue("")
          .withDescription(
              "File on the TaskManagers that holds the database password, read again for every"
                  + " connection; empty: the password is taken from the environment variable "
                  + PASSWORD_VARIABLE
                  + ", if it is set.");

  static final ConfigOption<Tls.Mode> TLS =
      ConfigOptions.key("streams.database.tls")
          .enumType(Tls.Mode.class)
          .defaultValue(Tls.Mode.VERIFY_FULL)
          .withDescription(
              "How connections are protected: verify_full, verify_ca, require or disable.");

  static final ConfigOption<String> ROOT_CERTIFICATE =
      ConfigOptions.key("streams.database.root-certificate")
          .stringType()
          .defaultValue("")
          .withDescription(
              "File on the TaskManagers with the certificates that the database's must go back to;"
                  + " empty: ~/.postgresql/root.crt.");

  static final ConfigOption<Integer> BATCH_ROWS =
      ConfigOptions.key("streams.database.batch-rows")
          .intType()
          .defaultValue(Batching.DEFAULT.rows())
          .withDescription("Rows that are sent in one statement at most.");

  static final ConfigOption<Integer> CONNECTIONS =
      ConfigOptions.key("streams.database.connections")
          .intType()
          .defaultValue(Batching.DEFAULT.connections())
          .withDescription(
              "Connections of each subtask, and so batches that it has under way at once.");

  static final ConfigOption<Duration> PATIENCE =
      ConfigOptions.key("streams.database.patience")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long the job waits for a database that is away, before it restarts from its"
                  + " checkpoint and waits on.");

  private DatabaseOptions() {}

  static DatabaseSettings read(OptionReader options) {
    String url = options.required(URL);
    String file = options.get(PASSWORD_FILE);
    Tls tls = new Tls(options.get(TLS), options.get(ROOT_CERTIFICATE));
    Batching batching =
        new Batching(
            positive(options, BATCH_ROWS),
            Batching.DEFAULT.linger(),
            positive(options, CONNECTIONS));
    Secret password = file.isEmpty() ? Secret.environment(PASSWORD_VARIABLE) : Secret.file(file);
    Duration patience = options.get(PATIENCE, d -> !d.isNegative(), "give zero or more");
    try {
      return new DatabaseSettings(url, options.get(USER), password, tls, batching, patience);
    } catch (IllegalArgumentException e) {
      if (!url.isEmpty()) {
        options.refuse(URL, "(not shown)", e.getMessage());
      }
      return DatabaseSettings.local("jdbc:postgresql:none", "", Secret.none());
    }
  }

  private static int positive(OptionReader options, ConfigOption<Integer> option) {
    return options.get(option, number -> number > 0, "give 1 or more");
  }
}
