package io.pixelated.streams.connectors.database;

import io.pixelated.streams.sql.SchemaMigrator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.CockroachContainer;

@EnabledIf(
    value = "dockerIsThere",
    disabledReason = "CockroachDB runs in a container, and there is no Docker here")
class CockroachStoringITCase extends StoringContract {
  static final String IMAGE = "cockroachdb/cockroach:v25.2.4";

  private CockroachContainer server;
  private DatabaseSettings settings;

  static boolean dockerIsThere() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  void start() {
    server = new CockroachContainer(IMAGE);
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
