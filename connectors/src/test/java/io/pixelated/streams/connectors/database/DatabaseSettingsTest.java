package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
  @Test
  void neverPrintsThePassword() {
    DatabaseSettings settings =
        DatabaseSettings.of(
            "jdbc:postgresql://db:26257/soc?password=hunter2", "streams", "hunter2");

    assertThat(settings.toString())
        .isEqualTo("DatabaseSettings[jdbc:postgresql://db:26257/soc, user streams]");
  }

  @Test
  void saysHowAnAddressIsWritten() {
    assertThatThrownBy(
            () -> DatabaseSettings.of("postgres://me:hunter2@db/soc?password=hunter2", "", ""))
        .hasMessage(
            "database url postgres://db/soc is not a PostgreSQL address: write"
                + " jdbc:postgresql://host:port/database");
  }
}
