package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseSettingsTest {
  @Test
  void printsNoDriverProperties() {
    DatabaseSettings settings =
        DatabaseSettings.local(
            "jdbc:postgresql://db:26257/soc?options=x", "streams", Secret.environment("PASSWORD"));

    assertThat(settings.toString())
        .isEqualTo("DatabaseSettings[jdbc:postgresql://db:26257/soc, user streams]");
  }

  @Test
  void saysHowAnAddressIsWritten() {
    assertThatThrownBy(
            () ->
                DatabaseSettings.local(
                    "postgres://me:hunter2@db/soc?password=hunter2", "", Secret.none()))
        .hasMessage(
            "database url postgres://db/soc is not a PostgreSQL address: write"
                + " jdbc:postgresql://host:port/database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/soc?password=hunter2",
        "jdbc:postgresql://db/soc?user=x&PASSWORD=hunter2",
        "jdbc:postgresql://db/soc?sslpassword=hunter2",
        "jdbc:postgresql://me:hunter2@db/soc"
      })
  void refusesAnAddressWithAPassword(String url) {
    assertThatThrownBy(() -> DatabaseSettings.local(url, "", Secret.none()))
        .hasMessage(
            "database url jdbc:postgresql://db/soc holds a password, and the job would show it:"
                + " give it by file or environment");
  }

  @Test
  void whatTheAddressSaysComesFirst() {
    PGSimpleDataSource source =
        Connections.source(
            DatabaseSettings.local(
                    "jdbc:postgresql://db/soc?user=other&socketTimeout=7&connectTimeout=3"
                        + "&ApplicationName=mine&tcpKeepAlive=false&sslmode=require"
                        + "&sslrootcert=/a.crt&logServerErrorDetail=true",
                    "streams",
                    Secret.none())
                .with(new Tls(Tls.Mode.VERIFY_FULL, "/b.crt")),
            30);

    assertThat(source.getUser()).isEqualTo("other");
    assertThat(source.getSocketTimeout()).isEqualTo(7);
    assertThat(source.getConnectTimeout()).isEqualTo(3);
    assertThat(source.getApplicationName()).isEqualTo("mine");
    assertThat(source.getTcpKeepAlive()).isFalse();
    assertThat(source.getSslMode()).isEqualTo("require");
    assertThat(source.getSslRootCert()).isEqualTo("/a.crt");
    assertThat(source.getLogServerErrorDetail()).isFalse();
  }

  @Test
  void whatTheAddressLeavesOpenIsSaidByTheSettings() {
    PGSimpleDataSource source =
        Connections.source(
            DatabaseSettings.local("jdbc:postgresql://db/soc", "streams", Secret.none())
                .with(new Tls(Tls.Mode.VERIFY_FULL, "/b.crt")),
            30);

    assertThat(source.getUser()).isEqualTo("streams");
    assertThat(source.getSocketTimeout()).isEqualTo(30);
    assertThat(source.getConnectTimeout()).isEqualTo(5);
    assertThat(source.getApplicationName()).isEqualTo("pixelated-streams");
    assertThat(source.getTcpKeepAlive()).isTrue();
    assertThat(source.getSslMode()).isEqualTo("verify-full");
    assertThat(source.getSslRootCert()).isEqualTo("/b.crt");
  }
}
