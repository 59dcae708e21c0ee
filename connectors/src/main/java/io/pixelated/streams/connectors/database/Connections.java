package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to the database; reads the password for each. */
public final class Connections implements DataSource {
  private final PGSimpleDataSource source;
  private final DatabaseSettings settings;

  public Connections(DatabaseSettings settings) {
    this(settings, 30);
  }

  private Connections(DatabaseSettings settings, int socketTimeout) {
    this.settings = settings;
    this.source = source(settings, socketTimeout);
  }

  /** Connections for work on whole tables: an answer may take as long as it takes. */
  public static Connections forUpkeep(DatabaseSettings settings) {
    return new Connections(settings, 0);
  }

  /** What the address says comes first; all else is said where it is silent. */
  static PGSimpleDataSource source(DatabaseSettings settings, int socketTimeout) {
    Properties said = Driver.parseURL(settings.url(), null);
    if (said == null) {
      throw new IllegalArgumentException(
          settings
              + " has no address that the driver can read: write jdbc:postgresql://host:port/database");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    if (isOpen(said, PGProperty.APPLICATION_NAME)) {
      source.setApplicationName("pixelated-streams");
    }
    if (isOpen(said, PGProperty.CONNECT_TIMEOUT)) {
      source.setConnectTimeout(5);
    }
    if (isOpen(said, PGProperty.SOCKET_TIMEOUT)) {
      source.setSocketTimeout(socketTimeout);
    }
    if (isOpen(said, PGProperty.TCP_KEEP_ALIVE)) {
      source.setTcpKeepAlive(true);
    }
    if (isOpen(said, PGProperty.USER) && !settings.user().isEmpty()) {
      source.setUser(settings.user());
    }
    if (isOpen(said, PGProperty.SSL_MODE)) {
      source.setSslMode(settings.tls().mode().sslmode());
    }
    if (isOpen(said, PGProperty.SSL_ROOT_CERT) && !settings.tls().rootCertificate().isEmpty()) {
      source.setSslRootCert(settings.tls().rootCertificate());
    }
    source.setLogServerErrorDetail(false); // it quotes the row
    return source;
  }

  private static boolean isOpen(Properties said, PGProperty property) {
    return !said.containsKey(property.getName());
  }

  /** A new connection. */
  @Override
  public Connection getConnection() throws SQLException {
    String password = password();
    return password.isEmpty()
        ? source.getConnection()
        : source.getConnection(source.getUser(), password);
  }

  private String password() throws SQLException {
    try {
      return settings.password().read();
    } catch (IOException e) {
      throw new SQLInvalidAuthorizationSpecException(
          "the file with the database password, "
              + settings.password().location()
              + ", cannot be read ("
              + e.getClass().getSimpleName()
              + ")",
          "28000");
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("user and password come from the settings");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null; // the driver logs by java.util.logging
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("the driver logs by java.util.logging");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("a matter of the driver");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("this wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
