package io.pixelated.streams.connectors.database;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How to reach a CockroachDB or PostgreSQL, and how to write to it. Holds no secret: it travels in
 * the job graph, which Flink keeps and shows.
 *
 * @param url JDBC address; may hold driver properties, which come before the other settings here
 *     and the defaults, such as {@code socketTimeout}; no password, and details of the server's
 *     errors are not logged whatever it says
 * @param user database user; empty: what the driver takes by itself
 * @param password where its password is
 * @param tls how connections are protected
 * @param batching how rows are gathered and sent
 * @param patience how long a write is tried again while the database is away or refuses every row,
 *     before it fails, and with it the job, which then restarts from its checkpoint and tries on
 */
public record DatabaseSettings(
    String url, String user, Secret password, Tls tls, Batching batching, Duration patience)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/?]*@|\\?.*");
  private static final Pattern FORBIDDEN = Pattern.compile("[?&](password|sslpassword)=|//[^/?]*@");

  /**
   * How rows are gathered and sent.
   *
   * @param rows rows that are sent in one go at most
   * @param linger how long a row waits for others at most
   * @param connections how many batches of a subtask may be under way at once, each on a connection
   *     of its own
   */
  public record Batching(int rows, Duration linger, int connections) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A thousand rows, a fifth of a second, two connections. */
    public static final Batching DEFAULT = new Batching(1000, Duration.ofMillis(200), 2);

    public Batching {
      requireOne("rows", rows);
      requireOne("connections", connections);
      if (linger.isNegative() || linger.isZero()) {
        throw new IllegalArgumentException("linger is " + linger + ": it must be positive");
      }
    }

    private static void requireOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + ": at least 1 is needed");
      }
    }
  }

  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(batching, "batching");
    Objects.requireNonNull(patience, "patience");
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "database url "
              + withoutSecrets(url)
              + " is not a PostgreSQL address: write jdbc:postgresql://host:port/database");
    }
    if (FORBIDDEN.matcher(url.toLowerCase(Locale.ROOT)).find()) {
      throw new IllegalArgumentException(
          "database url "
              + withoutSecrets(url)
              + " holds a password, and the job would show it: give it by file or environment");
    }
  }

  /** An unprotected database with the default batching, for one machine. */
  public static DatabaseSettings local(String url, String user, Secret password) {
    return new DatabaseSettings(
        url, user, password, Tls.OFF, Batching.DEFAULT, Duration.ofMinutes(10));
  }

  /** The same with another batching. */
  public DatabaseSettings with(Batching other) {
    return new DatabaseSettings(url, user, password, tls, other, patience);
  }

  /** The same with another patience. */
  public DatabaseSettings withPatience(Duration other) {
    return new DatabaseSettings(url, user, password, tls, batching, other);
  }

  /** The same with another protection. */
  public DatabaseSettings with(Tls other) {
    return new DatabaseSettings(url, user, password, other, batching, patience);
  }

  /** Address and user, without what may be secret. */
  @Override
  public String toString() {
    return "DatabaseSettings[" + withoutSecrets(url) + ", user " + user + "]";
  }

  private static String withoutSecrets(String url) {
    return SECRETS.matcher(url).replaceAll("");
  }
}
