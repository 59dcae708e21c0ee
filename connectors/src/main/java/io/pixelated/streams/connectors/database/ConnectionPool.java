package io.pixelated.streams.connectors.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A subtask's connections: kept between batches, tried before they are used again, and renewed at
 * times so that work spreads over a cluster whose nodes come and go.
 */
final class ConnectionPool implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

  private final HikariDataSource pool;

  ConnectionPool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("streams-database");
    config.setDataSource(new Connections(settings));
    config.setMaximumPoolSize(settings.batching().connections());
    config.setMinimumIdle(0);
    config.setAutoCommit(false);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setMaxLifetime(LONGEST_LIFE.toMillis());
    config.setInitializationFailTimeout(-1); // who writes waits; starting does not fail
    this.pool = new HikariDataSource(config);
  }

  /** A connection without automatic commits, for a while. */
  Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  /** Gives up a connection that is broken, or may be. */
  void discard(Connection connection) {
    pool.evictConnection(connection);
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    pool.close();
  }
}
