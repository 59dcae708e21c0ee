package io.pixelated.streams.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database's schema up to date with the migrations of this module; what was applied before
 * is left alone, so that every start may call it.
 *
 * <p>CockroachDB and PostgreSQL share all scripts that both document; a folder a database holds
 * what only that one knows.
 */
public final class SchemaMigrator {
  private static final String MIGRATIONS = "classpath:io/pixelated/streams/sql/migrations/";

  private final DataSource database;
  private final Optional<RegionPlan> regions;

  private SchemaMigrator(DataSource database, Optional<RegionPlan> regions) {
    this.database = Objects.requireNonNull(database, "database");
    this.regions = regions;
  }

  /** A migrator of a database that lies in one place. */
  public static SchemaMigrator of(DataSource database) {
    return new SchemaMigrator(database, Optional.empty());
  }

  /**
   * The same, for a database that is spread over regions: on CockroachDB each row is then kept in
   * its home region. PostgreSQL has no such thing, so nothing comes of it there. With a plan that
   * was followed already, nothing is done; one that was cut short is finished, and one that has
   * more homes gives them their places.
   */
  public SchemaMigrator spreadOver(RegionPlan plan) {
    return new SchemaMigrator(database, Optional.of(plan));
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
      boolean cockroach = isCockroach();
      String own = cockroach ? "cockroachdb" : "postgresql";
      int applied =
          Flyway.configure(getClass().getClassLoader())
              .dataSource(database)
              .locations(MIGRATIONS + "shared", MIGRATIONS + own)
              .load()
              .migrate()
              .migrationsExecuted;
      if (cockroach && regions.isPresent()) {
        try (Connection connection = database.getConnection()) {
          CockroachRegions.apply(regions.get(), connection);
        }
      }
      return applied;
    } catch (FlywayException | SQLException e) {
      throw new SchemaException(e);
    }
  }

  private boolean isCockroach() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version()")) {
      row.next();
      return row.getString(1).startsWith("CockroachDB");
    }
  }

  /** Says that the schema could not be brought up to date. */
  public static final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(Exception cause) {
      super("cannot bring the database schema up to date: " + firstLine(cause), cause);
    }

    private static String firstLine(Exception e) {
      return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
    }
  }
}
