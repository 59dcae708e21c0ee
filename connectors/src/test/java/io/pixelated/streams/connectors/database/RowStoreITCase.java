package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sql.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowStoreITCase {
  private static EmbeddedPostgres server;
  private static DatabaseSettings settings;

  private final RowStore store = new RowStore(new Connections(settings));

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
    String url = server.getJdbcUrl("postgres", "postgres");
    new SchemaMigrator(url, "postgres", "").migrate();
    settings = DatabaseSettings.of(url, "postgres", "");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE incidents, detections, threat_events");
    }
  }

  @AfterEach
  void disconnect() {
    store.disconnect();
  }

  @Test
  void keepsTheNewestVersionWhateverTheOrder() throws SQLException {
    store.write(List.of(Rows.incident("a", 2, "{\"v\":2}")));
    store.write(List.of(Rows.incident("a", 1, "{\"v\":1}"), Rows.incident("b", 1, "{\"v\":1}")));
    store.write(List.of(Rows.incident("b", 3, "{\"v\":3}")));

    assertThat(payloads("incidents")).containsExactly("a {\"v\": 2}", "b {\"v\": 3}");
  }

  @Test
  void changesNothingOnAReplay() throws SQLException {
    List<StoredRow> rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> Rows.row(Table.THREAT_EVENTS, "e" + i, 7, false, "{\"i\":" + i + "}"))
            .toList();
    store.write(rows);
    List<String> before = payloads("threat_events");
    store.write(rows);

    assertThat(payloads("threat_events")).isEqualTo(before).hasSize(1000);
  }

  @Test
  void removesARowUnlessItIsNewer() throws SQLException {
    store.write(List.of(Rows.incident("old", 1, "{}"), Rows.incident("new", 9, "{}")));
    store.write(List.of(Rows.removedIncident("old", 5), Rows.removedIncident("new", 5)));

    assertThat(payloads("incidents")).containsExactly("new {}");
  }

  @Test
  void keepsWhatJsonbCannotHoldAsBase64() throws Exception {
    PatientStore patient =
        new PatientStore(
            store, Duration.ZERO, InstantSource.system(), new Random(1), new NoTally());
    patient.write(
        List.of(
            Rows.incident("fine", 1, "{}"),
            Rows.incident("nul", 1, "{\"a\":\"\\u0000\"}"),
            Rows.incident("half", 1, "{\"a\":\"\\ud800\"}"),
            Rows.incident("deep", 1, "[".repeat(100_000) + "]".repeat(100_000))));

    assertThat(payloads("incidents"))
        .hasSize(4)
        .contains("fine {}", "nul {\"base64\": \"eyJhIjoiXHUwMDAwIn0=\"}");
  }

  @Test
  void connectsAgainAfterTheServerDroppedTheConnection() throws Exception {
    PatientStore patient =
        new PatientStore(
            store, Duration.ofSeconds(30), InstantSource.system(), new Random(1), new NoTally());
    patient.write(List.of(Rows.incident("a", 1, "{}")));
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'pixelated-streams'");
    }
    patient.write(List.of(Rows.incident("b", 1, "{}")));

    assertThat(payloads("incidents")).containsExactly("a {}", "b {}");
  }

  private static List<String> payloads(String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT id, payload FROM " + table + " ORDER BY id")) {
      while (found.next()) {
        rows.add(found.getString(1) + ' ' + found.getString(2));
      }
    }
    return rows;
  }

  private static final class NoTally implements PatientStore.Tally {
    @Override
    public void written(int count) {}

    @Override
    public void retried() {}

    @Override
    public void opaque() {}

    @Override
    public void refused() {}
  }
}
