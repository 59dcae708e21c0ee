package io.pixelated.streams.connectors.database;

import io.pixelated.streams.sql.SchemaMigrator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.CockroachContainer;

@EnabledIf(
    value = "io.pixelated.streams.connectors.database.CockroachStoringITCase#dockerIsThere",
    disabledReason = "CockroachDB runs in a container, and there is no Docker here")
class CockroachSubjectITCase extends SubjectContract {
  private CockroachContainer server;
  private DatabaseSettings settings;

  @BeforeAll
  void start() {
    server = new CockroachContainer(CockroachStoringITCase.IMAGE);
    server.start();
    settings = DatabaseSettings.local(server.getJdbcUrl(), server.getUsername(), Secret.none());
    SchemaMigrator.of(new Connections(settings)).migrate();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  DatabaseSettings settings() {
    return settings;
  }
}
