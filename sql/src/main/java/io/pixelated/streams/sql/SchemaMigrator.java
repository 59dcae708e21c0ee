package io.pixelated.streams.sql;

import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database's schema up to date with the migrations of this module; what was applied before
 * is left alone, so that every start may call it.
 */
public final class SchemaMigrator {
  private static final String MIGRATIONS = "classpath:io/pixelated/streams/sql/migrations";

  private final String url;
  private final String user;
  private final String password;

  /** A migrator of the database at a JDBC {@code url}; user and password may be empty. */
  public SchemaMigrator(String url, String user, String password) {
    this.url = Objects.requireNonNull(url, "url");
    this.user = Objects.requireNonNull(user, "user");
    this.password = Objects.requireNonNull(password, "password");
  }

  /**
   * Applies what is missing.
   *
   * @return how many migrations were applied
   * @throws SchemaException if the database cannot be reached, or a migration fails or was changed
   *     after it had been applied
   */
  public int migrate() {
    try {
      return Flyway.configure(getClass().getClassLoader())
          .dataSource(url, emptyToNull(user), emptyToNull(password))
          .locations(MIGRATIONS)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new SchemaException(e);
    }
  }

  /** Left to the address, which may hold them. */
  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Says that the schema could not be brought up to date. */
  public static final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(FlywayException cause) {
      super("cannot bring the database schema up to date: " + firstLine(cause), cause);
    }

    private static String firstLine(FlywayException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
    }
  }
}
