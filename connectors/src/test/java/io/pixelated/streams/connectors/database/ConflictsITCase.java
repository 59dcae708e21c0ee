package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Writers of one table under SERIALIZABLE, as on CockroachDB. */
@TestInstance(Lifecycle.PER_CLASS)
class ConflictsITCase {
  private static final int WRITERS = 3;

  private final WriterMetrics metrics = new WriterMetrics();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private MortalPostgres server;
  private ConnectionPool pool;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    server = new MortalPostgres(data.resolve("postgres"));
    DatabaseSettings settings =
        MortalPostgres.settings(
            server.port(), "?options=-c%20default_transaction_isolation%3Dserializable");
    pool =
        new ConnectionPool(
            settings.with(new DatabaseSettings.Batching(100, Duration.ofSeconds(1), WRITERS)));
  }

  @AfterAll
  void stop() throws Exception {
    threads.shutdownNow();
    pool.close();
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    server.execute("TRUNCATE incidents");
  }

  @Test
  void writesAgainWhatCouldNotBeSerialized() throws Exception {
    store().write(List.of(Rows.incident("a", 1, "{}")));
    long before = metrics.retries();
    Future<List<Refusal>> writing;
    try (Connection rival = rival();
        Statement statement = rival.createStatement()) {
      statement.execute("UPDATE incidents SET status = 'Changed' WHERE id = 'a'");
      writing = threads.submit(() -> store().write(List.of(Rows.incident("a", 2, "{\"v\": 2}"))));
      await("the writer waits for the rival's lock")
          .until(
              () ->
                  !server
                      .query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                      .isEmpty());
      rival.commit();
    }

    assertThat(writing.get()).isEmpty();
    assertThat(metrics.retries()).isGreaterThan(before);
    assertThat(server.query("SELECT version, status, payload FROM incidents"))
        .containsExactly("2 New {\"v\": 2}");
  }

  @Test
  void endsWithTheNewestVersionsWhenWritersMeet() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Random random = new Random(writer);
      writers.add(
          threads.submit(
              () -> {
                for (int batch = 0; batch < 60; batch++) {
                  store().write(batch(random, batch));
                }
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }

    assertThat(server.query("SELECT DISTINCT version FROM incidents")).containsExactly("60");
    assertThat(server.query("SELECT count(*) FROM incidents")).containsExactly("20");
  }

  /** The same twenty rows in any order, all a version further. */
  private static List<Row> batch(Random random, int batch) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < 20; id++) {
      rows.add(Rows.incident("i" + id, batch + 1, "{}"));
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private Connection rival() throws SQLException {
    Connection connection =
        new Connections(MortalPostgres.settings(server.port(), "")).getConnection();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    return connection;
  }

  private PatientStore store() {
    return new PatientStore(
        new RowStore(pool), Duration.ofMinutes(1), InstantSource.system(), new Random(1), metrics);
  }
}
