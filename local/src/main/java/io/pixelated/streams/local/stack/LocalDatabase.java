package io.pixelated.streams.local.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An embedded PostgreSQL that stands in for CockroachDB. */
final class LocalDatabase implements AutoCloseable {
  private static final String NAME = "postgres";

  private final EmbeddedPostgres server;

  private LocalDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param data directory for its data; goes with the run
   * @param binaries directory that PostgreSQL is unpacked to once, for every run
   * @param port port of the loopback address
   */
  static LocalDatabase start(Path data, Path binaries, int port) throws IOException {
    Files.createDirectories(binaries);
    return new LocalDatabase(
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setPort(port)
            .setPGStartupWait(Duration.ofSeconds(20))
            .setRegisterShutdownHook(false) // the stack stops it
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            // The data goes with the run: nothing would be left to recover.
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("synchronous_commit", "off")
            .start());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + '/' + NAME;
  }

  String user() {
    return NAME;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
