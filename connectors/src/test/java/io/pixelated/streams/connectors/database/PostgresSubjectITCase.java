package io.pixelated.streams.connectors.database;

import io.pixelated.streams.sql.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresSubjectITCase extends SubjectContract {
  private EmbeddedPostgres server;
  private DatabaseSettings settings;

  @BeforeAll
  void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
    settings =
        DatabaseSettings.local(
            server.getJdbcUrl("postgres", "postgres"), "postgres", Secret.none());
    SchemaMigrator.of(new Connections(settings)).migrate();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Override
  DatabaseSettings settings() {
    return settings;
  }
}
