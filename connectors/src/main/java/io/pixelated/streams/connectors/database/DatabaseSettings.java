package io.pixelated.streams.connectors.database;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How to reach a CockroachDB or PostgreSQL, and how to write to it.
 *
 * @param url JDBC address; may hold driver properties, but the password never prints
 * @param user database user
 * @param password its password; empty if none is needed
 * @param batchRows rows that are written in one go at most
 * @param linger how long a row waits for others at most
 * @param patience how long a write is tried again through lost connections and conflicts before it
 *     fails, and with it the job, which then restarts from its checkpoint
 */
public record DatabaseSettings(
    String url, String user, String password, int batchRows, Duration linger, Duration patience)
    implements Serializable {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/?]*@|\\?.*");

  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(linger, "linger");
    Objects.requireNonNull(patience, "patience");
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "database url "
              + withoutSecrets(url)
              + " is not a PostgreSQL address: write jdbc:postgresql://host:port/database");
    }
    if (batchRows < 1) {
      throw new IllegalArgumentException("batchRows is " + batchRows + ": at least 1 is needed");
    }
    if (linger.isNegative() || linger.isZero()) {
      throw new IllegalArgumentException("linger is " + linger + ": it must be positive");
    }
  }

  /** A database with the default batching and patience. */
  public static DatabaseSettings of(String url, String user, String password) {
    return new DatabaseSettings(
        url, user, password, 500, Duration.ofMillis(200), Duration.ofMinutes(2));
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
