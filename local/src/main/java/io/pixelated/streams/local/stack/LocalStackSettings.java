package io.pixelated.streams.local.stack;

import io.pixelated.streams.connectors.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a local stack is told.
 *
 * @param home directory for all that runs write; {@code .local} beside the launcher
 * @param uiPort wanted port of Flink's web UI
 * @param kafkaPort wanted port of the broker
 * @param databasePort wanted port of the embedded database
 * @param slots task slots of the Flink cluster
 * @param database a database to use instead of the embedded one
 */
public record LocalStackSettings(
    Path home,
    int uiPort,
    int kafkaPort,
    int databasePort,
    int slots,
    Optional<DatabaseSettings> database) {
  public LocalStackSettings {
    home = home.toAbsolutePath();
    Objects.requireNonNull(database, "database");
    if (slots < 1) {
      throw new IllegalArgumentException("slots is " + slots + ": at least 1 is needed");
    }
  }

  /** The usual ports, or the next free ones, and an embedded database. */
  public static LocalStackSettings in(Path home) {
    return new LocalStackSettings(home, 8081, 9092, 5432, 4, Optional.empty());
  }

  public LocalStackSettings withUiPort(int port) {
    return new LocalStackSettings(home, port, kafkaPort, databasePort, slots, database);
  }

  public LocalStackSettings withSlots(int count) {
    return new LocalStackSettings(home, uiPort, kafkaPort, databasePort, count, database);
  }

  public LocalStackSettings withDatabase(DatabaseSettings other) {
    return new LocalStackSettings(home, uiPort, kafkaPort, databasePort, slots, Optional.of(other));
  }
}
