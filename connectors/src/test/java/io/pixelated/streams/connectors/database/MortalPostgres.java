package io.pixelated.streams.connectors.database;

import io.pixelated.streams.sql.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL with the product's schema whose processes can be killed, and that comes back. */
final class MortalPostgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  MortalPostgres(Path data) throws IOException {
    this.data = data;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    start();
    SchemaMigrator.of(new Connections(settings(port, ""))).migrate();
  }

  private void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofSeconds(60))
            // What is committed has to survive the kill.
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  int port() {
    return port;
  }

  /** Settings of the product's user behind a port, for fast tests. */
  static DatabaseSettings settings(int port, String options) {
    return DatabaseSettings.local(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres" + options,
            "postgres",
            Secret.none())
        .with(new DatabaseSettings.Batching(100, Duration.ofMillis(50), 2));
  }

  /** Kills the server and all its processes, as a power cut would. */
  void kill() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
      all.add(postmaster);
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
      server.close(); // forgets it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on what the dead one left. */
  void revive() {
    try {
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder(found.getString(1));
        for (int column = 2; column <= found.getMetaData().getColumnCount(); column++) {
          row.append(' ').append(found.getString(column));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
