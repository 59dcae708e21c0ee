package io.pixelated.streams.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a SOC asks is answered by an index where tables are large: a hundred thousand rows of a
 * month, of two homes and some thousand entities.
 */
class QuestionsITCase {
  private static final String FILL =
      """
      INSERT INTO %1$s (home_region, id, version, removed, region, event_time, severity, entity,
        status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload,
        retained_as, expires_at)
      SELECT home, i::TEXT, 1, i %% 50 = 0, home,
        now() - i * INTERVAL '26 seconds',
        (ARRAY['Low', 'Low', 'Low', 'Medium', 'Medium', 'High', 'Critical'])[1 + i %% 7],
        'user:u' || i * 7919 %% 5000,
        CASE WHEN i %% 100 = 1 THEN 'New' ELSE 'Resolved' END,
        ARRAY['EU'], ARRAY['PERSONAL'], '1', 'permit', 'v' || i,
        jsonb_build_object('id', i, 'text', repeat(md5(i::TEXT), 10), 'enrichment',
          CASE WHEN i %% 500 = 0
            THEN jsonb_build_object('indicators', jsonb_build_array('ip:192.0.2.' || i %% 200))
            ELSE '{}' END),
        'PERSONAL', now() + INTERVAL '26 months' - i * INTERVAL '26 seconds'
      FROM (SELECT i, CASE WHEN i %% 3 = 0 THEN 'us-east-1' ELSE 'eu-central-1' END AS home
        FROM generate_series(1, 100000) AS i) AS all_rows""";

  private static EmbeddedPostgres database;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    database = EmbeddedPostgres.builder().start();
    SchemaMigrator.of(database.getPostgresDatabase()).migrate();
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {"threat_events", "detections", "incidents", "threat_intelligence"}) {
        statement.execute(FILL.formatted(table));
      }
      statement.execute(
          """
          INSERT INTO compliance_audit_logs SELECT 'eu-central-1', 'threat-correlation', i % 24, 1,
            i / 24, decode(md5(i::TEXT), 'hex'), 'p' || i % 5000, 'r' || i,
            now() - i * INTERVAL '26 seconds', decode(md5(i::TEXT), 'hex'), 'AUDIT',
            now() + INTERVAL '72 months' FROM generate_series(1, 100000) AS i""");
      statement.execute("VACUUM ANALYZE");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threat_events_by_entity | SELECT * FROM threat_events WHERE NOT removed AND entity = 'user:u17' AND event_time > now() - INTERVAL '7 days' ORDER BY event_time DESC LIMIT 100
          detections_by_entity | SELECT * FROM detections WHERE NOT removed AND entity = 'user:u17' AND event_time > now() - INTERVAL '7 days' ORDER BY event_time DESC LIMIT 100
          incidents_by_entity | SELECT * FROM incidents WHERE NOT removed AND entity = 'user:u17' ORDER BY event_time DESC LIMIT 100
          threat_events_by_time | SELECT * FROM threat_events WHERE NOT removed AND region = 'eu-central-1' AND event_time > now() - INTERVAL '1 hour' ORDER BY event_time DESC
          detections_by_severity | SELECT * FROM detections WHERE NOT removed AND region = 'eu-central-1' AND severity = 'Critical' ORDER BY event_time DESC LIMIT 100
          incidents_open | SELECT * FROM incidents WHERE status = 'New' AND NOT removed AND severity IN ('High', 'Critical') ORDER BY event_time DESC
          incidents_open | SELECT severity, count(*) FROM incidents WHERE status = 'New' AND NOT removed GROUP BY severity
          threat_events_by_indicator | SELECT * FROM threat_events WHERE NOT removed AND payload -> 'enrichment' -> 'indicators' @> '["ip:192.0.2.100"]'
          threat_intelligence_by_indicator | SELECT * FROM threat_intelligence WHERE NOT removed AND entity = 'user:u17'
          detections_by_hour | SELECT hour, severity, detections FROM hourly_threats WHERE home_region = 'eu-central-1' AND hour >= now() AT TIME ZONE 'UTC' - INTERVAL '24 hours' ORDER BY hour
          compliance_audit_logs_by_subject | SELECT * FROM compliance_audit_logs WHERE subject = 'p17' ORDER BY record_time DESC LIMIT 100
          compliance_audit_logs_by_record | SELECT * FROM compliance_audit_logs WHERE record_id = 'r17'
          threat_events_expiring | SELECT home_region, id FROM threat_events WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT 1000""")
  void anIndexAnswers(String index, String question) throws SQLException {
    String plan = plan(question);

    assertThat(plan).contains(index).doesNotContain("Seq Scan");
  }

  @Test
  void theQuestionsFindWhatTheyAskFor() throws SQLException {
    assertThat(
            first(
                "SELECT count(*) > 0 AND min(detections) > 0 FROM hourly_threats WHERE home_region ="
                    + " 'eu-central-1' AND hour >= now() AT TIME ZONE 'UTC' - INTERVAL '24 hours'"))
        .isEqualTo("t");
    assertThat(
            first(
                "SELECT count(*) > 0 FROM threat_events WHERE payload -> 'enrichment' ->"
                    + " 'indicators' @> '[\"ip:192.0.2.100\"]'"))
        .isEqualTo("t");
  }

  @Test
  void hoursAreThoseOfUtcInEveryTimeZone() throws SQLException {
    String hours = "SELECT string_agg(DISTINCT hour::TEXT, ',') FROM hourly_threats";

    assertThat(first("SET TIME ZONE 'Asia/Kolkata'; " + hours))
        .isEqualTo(first("SET TIME ZONE 'UTC'; " + hours));
  }

  private static String plan(String question) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("EXPLAIN " + question)) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private static String first(String statements) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean found = statement.execute(statements);
      while (!found) {
        found = statement.getMoreResults();
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
