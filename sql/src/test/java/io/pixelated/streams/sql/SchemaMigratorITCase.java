package io.pixelated.streams.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaMigratorITCase {
  private static EmbeddedPostgres database;

  @BeforeAll
  static void start() throws IOException {
    database = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @Test
  void createsTheTablesOnceAndLeavesThemAloneAfterwards() throws SQLException {
    SchemaMigrator migrator = SchemaMigrator.of(database.getPostgresDatabase());

    assertThat(migrator.migrate()).isPositive();
    assertThat(tables())
        .contains(
            "threat_events",
            "detections",
            "incidents",
            "threat_intelligence",
            "routing_health",
            "compliance_audit_logs",
            "hourly_threats");
    assertThat(migrator.migrate()).isZero();
  }

  @Test
  void keepsHealthRecordsOfBeforeAsLongAsHealthRecords() throws Exception {
    try (EmbeddedPostgres old = EmbeddedPostgres.builder().start()) {
      Flyway.configure()
          .dataSource(old.getPostgresDatabase())
          .locations("classpath:io/pixelated/streams/sql/migrations/shared")
          .target("1")
          .repeatableSqlMigrationPrefix("none")
          .load()
          .migrate();
      try (Connection connection = old.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            INSERT INTO incidents (id, version, region, event_time, severity, entity, status,
              jurisdictions, data_classes, policy_version, verdict, verdict_id, payload)
            SELECT class, 1, 'us-east-1', TIMESTAMPTZ '2026-01-15', '', '', '', ARRAY['US'],
              ARRAY[class], '', '', '', '{}' FROM unnest(ARRAY['HEALTH', 'PERSONAL']) AS class""");
        SchemaMigrator.of(old.getPostgresDatabase()).migrate();

        try (ResultSet rows =
            statement.executeQuery(
                "SELECT string_agg(id || ' ' || retained_as || ' ' || expires_at::DATE, ', '"
                    + " ORDER BY id) FROM incidents")) {
          rows.next();
          assertThat(rows.getString(1))
              .isEqualTo("HEALTH HEALTH 2033-01-15, PERSONAL PERSONAL 2028-03-15");
        }
      }
    }
  }

  @Test
  void saysInOneLineThatTheDatabaseCannotBeReachedAndKeepsThePassword() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    source.setUser("postgres");
    source.setPassword("hunter2");
    SchemaMigrator nowhere = SchemaMigrator.of(source);

    assertThatThrownBy(nowhere::migrate)
        .isInstanceOf(SchemaMigrator.SchemaException.class)
        .hasMessageStartingWith("cannot bring the database schema up to date: ")
        .message()
        .doesNotContain("\n", "hunter2");
  }

  private static List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
