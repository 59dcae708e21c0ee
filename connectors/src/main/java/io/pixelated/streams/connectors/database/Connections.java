package io.pixelated.streams.connectors.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to the database; a user or password that is empty is left to its address. */
public final class Connections {
  private final PGSimpleDataSource source = new PGSimpleDataSource();

  public Connections(DatabaseSettings settings) {
    // Before the address, whose own properties take precedence.
    source.setApplicationName("pixelated-streams");
    source.setReWriteBatchedInserts(true);
    source.setConnectTimeout(5);
    source.setSocketTimeout(30);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false); // it quotes the row
    source.setUrl(settings.url());
    if (!settings.user().isEmpty()) {
      source.setUser(settings.user());
    }
    if (!settings.password().isEmpty()) {
      source.setPassword(settings.password());
    }
  }

  /** A new connection without automatic commits. */
  public Connection open() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
