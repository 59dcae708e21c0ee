package io.pixelated.streams.connectors.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A database that takes its user by TLS and password only. */
@TestInstance(Lifecycle.PER_CLASS)
class SecureConnectionITCase {
  private EmbeddedPostgres server;
  private Path files;
  private Path password;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    files = directory;
    password = files.resolve("password");
    certificate("server");
    certificate("stranger");
    Path access = files.resolve("access.conf");
    Files.writeString(
        access,
        """
        local   all all          trust
        host    all postgres all trust
        hostssl all streams  all scram-sha-256
        """);
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", files.resolve("server.crt").toString())
            .setServerConfig("ssl_key_file", files.resolve("server.key").toString())
            .setServerConfig("hba_file", access.toString())
            .start();
    execute("CREATE ROLE streams LOGIN");
    password("correct horse");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void provesTheServerAndReadsThePasswordFromItsFile() throws Exception {
    assertThat(protectedBy(tls(Tls.Mode.VERIFY_FULL, "server"))).isEqualTo("t");
  }

  @Test
  void takesUpANewPasswordWithTheNextConnection() throws Exception {
    Connections connections = connections(tls(Tls.Mode.VERIFY_FULL, "server"));
    connections.getConnection().close();
    password("battery staple");

    try (Connection connection = connections.getConnection()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void refusesAServerThatItCannotTrust() {
    assertThatThrownBy(() -> protectedBy(tls(Tls.Mode.VERIFY_FULL, "stranger")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(Failure.of(e)).isEqualTo(Failure.UNAVAILABLE))
        .message()
        .doesNotContain("horse");
  }

  @Test
  void sendsNothingInTheClearWhereTlsIsDemanded() {
    assertThatThrownBy(() -> protectedBy(Tls.OFF))
        .isInstanceOf(SQLException.class)
        .message()
        .doesNotContain("horse");
  }

  @Test
  void waitsForAPasswordFileThatIsNotThereYet() {
    Connections connections =
        new Connections(settings(Tls.OFF, Secret.file(files.resolve("none").toString())));

    assertThatThrownBy(connections::getConnection)
        .hasMessage(
            "the file with the database password, "
                + files.resolve("none")
                + ", cannot be read (NoSuchFileException)")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(Failure.of(e)).isEqualTo(Failure.UNAVAILABLE));
  }

  @Test
  void keepsThePasswordOutOfTheJobGraph() throws IOException {
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(graph)) {
      out.writeObject(
          new StoreOperator<Row>(
              row -> row,
              settings(tls(Tls.Mode.VERIFY_FULL, "server"), Secret.file(password.toString()))));
    }

    assertThat(graph.toString(ISO_8859_1))
        .contains(password.toString())
        .doesNotContain("horse", "staple");
  }

  private String protectedBy(Tls tls) throws SQLException {
    try (Connection connection = connections(tls).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private Connections connections(Tls tls) {
    return new Connections(settings(tls, Secret.file(password.toString())));
  }

  private DatabaseSettings settings(Tls tls, Secret secret) {
    return DatabaseSettings.local(
            "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "streams", secret)
        .with(tls);
  }

  private Tls tls(Tls.Mode mode, String root) {
    return new Tls(mode, files.resolve(root + ".crt").toString());
  }

  private void password(String secret) throws Exception {
    execute("ALTER ROLE streams PASSWORD '" + secret + "'");
    Files.writeString(password, secret + "\n");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes a key and a certificate that it signed itself. */
  private void certificate(String name) throws Exception {
    Path store = files.resolve(name + ".p12");
    char[] key = "changeit".toCharArray();
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), key);
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey(name, key).getEncoded());
  }

  private void pem(String file, String kind, byte[] content) throws IOException {
    Path path = files.resolve(file);
    Files.writeString(
        path,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content)));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
