package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pixelated.streams.sql.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresRetentionITCase extends RetentionContract {
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

  @Test
  void aHoldThatBeginsWhileARowIsDeletedKeepsIt() throws Exception {
    store(event("a", 13, said(0, 12)));
    CompletableFuture<Long> deleted;
    try (Connection hold = new Connections(settings).getConnection();
        Statement statement = hold.createStatement()) {
      hold.setAutoCommit(false);
      statement.executeUpdate("UPDATE threat_events SET held_by = 'case-7'");
      deleted = CompletableFuture.supplyAsync(this::deleteExpired);
      await("the deletion waits for the hold")
          .until(
              () ->
                  !rows("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                      .isEmpty());
      hold.commit();
    }

    assertThat(deleted.get()).isZero();
    assertThat(rows("SELECT id, held_by FROM threat_events")).containsExactly("a case-7");
  }

  private long deleteExpired() {
    try {
      return new ExpiredRows(settings).delete(10);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the rows can be deleted", e);
    }
  }
}
