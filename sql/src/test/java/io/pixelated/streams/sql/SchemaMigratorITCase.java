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
