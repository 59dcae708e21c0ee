package io.pixelated.streams.connectors.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What storing means, on whichever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoringContract {
  private ConnectionPool pool;
  private RowStore store;

  /** An address of a database with the product's schema. */
  abstract DatabaseSettings settings();

  @BeforeEach
  void empty() throws SQLException {
    execute(
        "TRUNCATE incidents, detections, threat_events, threat_intelligence, routing_health,"
            + " compliance_audit_logs");
    pool = new ConnectionPool(settings());
    store = new RowStore(pool);
  }

  @AfterEach
  void disconnect() {
    pool.close();
  }

  @Test
  void keepsTheNewestVersionWhateverTheOrder() throws SQLException {
    store.write(List.of(Rows.incident("a", 2, "{\"v\":2}")));
    store.write(List.of(Rows.incident("a", 1, "{\"v\":1}"), Rows.incident("b", 1, "{\"v\":1}")));
    store.write(List.of(Rows.incident("b", 3, "{\"v\":3}")));

    assertThat(standing("incidents")).containsExactly("a {\"v\": 2}", "b {\"v\": 3}");
  }

  @Test
  void changesNothingOnAReplay() throws SQLException {
    List<Row> rows =
        IntStream.range(0, 1000)
            .<Row>mapToObj(
                i -> Rows.row(Table.THREAT_EVENTS, "e" + i, 7, false, "{\"i\":" + i + "}"))
            .toList();
    store.write(rows);
    List<String> before = query("SELECT id, stored_at FROM threat_events ORDER BY id");
    store.write(rows);

    assertThat(query("SELECT id, stored_at FROM threat_events ORDER BY id"))
        .isEqualTo(before)
        .hasSize(1000);
  }

  @Test
  void keepsOneOfTwoContentsOfAVersionWhicheverCameFirst() throws SQLException {
    Row first = Rows.incident("a", 1, "{\"position\": 1174}");
    Row second = Rows.incident("a", 1, "{\"position\": 1175}");
    store.write(List.of(first));
    store.write(List.of(second));
    List<String> oneWay = standing("incidents");
    execute("TRUNCATE incidents");
    store.write(List.of(second));
    store.write(List.of(first));

    assertThat(standing("incidents")).isEqualTo(oneWay).hasSize(1);
    assertThat(first.supersedes(second)).isNotEqualTo(second.supersedes(first));
    assertThat(oneWay)
        .containsExactly(
            "a " + new String((first.supersedes(second) ? first : second).content(), UTF_8));
  }

  @Test
  void removesARowUnlessItIsNewer() throws SQLException {
    store.write(List.of(Rows.incident("old", 1, "{}"), Rows.incident("new", 9, "{}")));
    store.write(List.of(Rows.removedIncident("old", 5), Rows.removedIncident("new", 5)));

    assertThat(standing("incidents")).containsExactly("new {}");
  }

  @Test
  void doesNotLetALateVersionBringBackWhatWasRemoved() throws SQLException {
    store.write(List.of(Rows.removedIncident("a", 5)));
    store.write(List.of(Rows.incident("a", 4, "{\"v\":4}")));
    store.write(List.of(Rows.incident("b", 5, "{\"v\":5}")));
    store.write(List.of(Rows.removedIncident("b", 5)));
    store.write(List.of(Rows.incident("b", 5, "{\"v\":5}")));

    assertThat(standing("incidents")).isEmpty();
    assertThat(query("SELECT id, payload FROM incidents ORDER BY id"))
        .containsExactly("a {}", "b {}");
  }

  @Test
  void letsTheLastVerdictStandWhereARecordIsDecidedAnewAfterAFailure() throws SQLException {
    Table table = Table.THREAT_EVENTS;
    Row whole = Rows.row(table, "e", 1, false, "{\"user\":\"ana\"}");
    Row less = Rows.decided(table, "e", 1, false, "{}", "minimise", "verdict-2");
    Row forbidden = Rows.decided(table, "e", 1, true, "{}", "quarantine", "verdict-3");

    for (Row now : List.of(whole, less, forbidden, whole, forbidden)) {
      store.write(List.of(now));
      store.write(List.of(now));
      assertThat(query("SELECT verdict_id FROM threat_events"))
          .containsExactly(((ClearedRow) now).verdictId());
    }
    assertThat(standing("threat_events")).isEmpty();
    assertThat(forbidden.supersedes(whole)).isTrue();
    assertThat(whole.supersedes(forbidden)).isTrue();
    assertThat(whole.supersedes(whole)).isFalse();
  }

  @Test
  void doesNotLetAnotherVerdictBringBackWhatHasEnded() throws SQLException {
    Row ended = Rows.removedIncident("a", 5);
    Row before = Rows.decided(Table.INCIDENTS, "a", 5, false, "{\"v\":5}", "minimise", "verdict-2");
    store.write(List.of(ended));
    store.write(List.of(before));

    assertThat(standing("incidents")).isEmpty();
    assertThat(before.supersedes(ended)).isFalse();
  }

  @Test
  void keepsRowsOfOneIdApartByHome() throws SQLException {
    ClearedRow here = Rows.incident("a", 1, "{}");
    ClearedRow there =
        new ClearedRow(
            here.table(),
            "us-east-1",
            here.id(),
            2,
            false,
            here.region(),
            here.eventTime(),
            here.severity(),
            here.entity(),
            here.status(),
            here.jurisdictions(),
            List.of("HEALTH", "PERSONAL"),
            here.policyVersion(),
            here.verdict(),
            here.verdictId(),
            here.retention(),
            here.order(),
            here.payload());
    store.write(List.of(here, there));

    assertThat(query("SELECT home_region, version FROM incidents ORDER BY home_region"))
        .containsExactly("eu-central-1 1", "us-east-1 2");
  }

  @Test
  void saysWhenARowIsToBeGoneByTheRetentionOfItsClass() throws SQLException {
    store.write(List.of(Rows.incident("a", 1, "{}"), Rows.audit(3, 0, "{}")));

    assertThat(
            query(
                "SELECT retained_as, (expires_at - event_time) > INTERVAL '780 days' FROM incidents"))
        .containsExactly("PERSONAL t");
    assertThat(
            query(
                "SELECT retained_as, (expires_at - record_time) > INTERVAL '2180 days'"
                    + " FROM compliance_audit_logs"))
        .containsExactly("AUDIT t");
  }

  @Test
  void keepsListsAndTimes() throws SQLException {
    store.write(List.of(Rows.incident("a", 1, "{}")));

    assertThat(
            query(
                "SELECT array_length(jurisdictions, 1), jurisdictions[2], data_classes[1]"
                    + " FROM incidents"))
        .containsExactly("2 US-CA PERSONAL");
    assertThat(query("SELECT extract(epoch FROM event_time)::BIGINT, id FROM incidents"))
        .containsExactly("1700000000 a");
  }

  @Test
  void storesARecordOfAnAuditChainOnce() throws SQLException {
    store.write(List.of(Rows.audit(3, 0, "first"), Rows.audit(3, 1, "second")));
    store.write(List.of(Rows.audit(3, 1, "second"), Rows.audit(4, 1, "third")));
    store.write(List.of(Rows.audit(3, 1, "another")));

    assertThat(
            query(
                "SELECT chain, position, length(entry) FROM compliance_audit_logs"
                    + " ORDER BY chain, position, length(entry)"))
        .containsExactly("3 0 5", "3 1 6", "3 1 7", "4 1 5");
  }

  @Test
  void verifiesAnAuditChainFromItsArchive() throws Exception {
    ArchivedChain chain = new ArchivedChain(2_000);
    store.write(chain.rows());

    assertThat(chain.verify(settings()).findings()).isEmpty();
    assertThat(chain.verify(settings()).verdicts()).isEqualTo(2_000);

    execute("UPDATE compliance_audit_logs SET entry = set_byte(entry, 400, 0) WHERE position = 7");
    execute("DELETE FROM compliance_audit_logs WHERE position = 9");
    assertThat(chain.verify(settings()).findings())
        .extracting(finding -> finding.kind() + " " + finding.index())
        .containsExactly("ALTERED 7", "MISSING 9");
  }

  @Test
  void givesBackWhatTheDatabaseCannotHoldAndStoresTheRest() throws Exception {
    List<Row> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batch.add(Rows.incident("fine-" + i, 1, "{\"i\":" + i + "}"));
    }
    batch.add(3, Rows.incident("half", 1, "{\"a\":\"\\ud800\"}"));
    batch.add(77, Rows.incident("too-long-" + incompressible(), 1, "{}"));
    batch.add(78, Rows.incident("nul-\0", 1, "{}"));

    List<Refusal> refused =
        new PatientStore(
                store,
                Duration.ofSeconds(30),
                InstantSource.system(),
                new Random(1),
                new WriterMetrics())
            .write(batch);

    assertThat(refused)
        .extracting(refusal -> ((ClearedRow) refusal.row()).id().substring(0, 4))
        .containsExactlyInAnyOrder("too-", "nul-");
    assertThat(standing("incidents"))
        .hasSize(201)
        .anyMatch(row -> row.startsWith("half {\"base64"));
  }

  @Test
  void storesInEveryTable() throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Table table : Table.values()) {
      rows.add(
          table == Table.COMPLIANCE_AUDIT_LOGS
              ? Rows.audit(0, 0, "{}")
              : Rows.row(table, "a", 1, false, "{}"));
    }
    store.write(rows);

    for (Table table : Table.values()) {
      assertThat(query("SELECT count(*) FROM " + table.tableName())).containsExactly("1");
    }
  }

  @Test
  void countsThreatsByHour() throws SQLException {
    store.write(
        List.of(
            Rows.row(Table.DETECTIONS, "a", 1, false, "{}"),
            Rows.row(Table.DETECTIONS, "b", 1, false, "{}")));

    assertThat(query("SELECT home_region, severity, detections, entities FROM hourly_threats"))
        .containsExactly("eu-central-1 High 2 1");
  }

  /** Longer than an index page, even compressed. */
  private static String incompressible() {
    Random random = new Random(7);
    return random
        .ints(20_000, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private List<String> standing(String table) throws SQLException {
    return query("SELECT id, payload FROM " + table + " WHERE NOT removed ORDER BY id");
  }

  final void execute(String sql) throws SQLException {
    try (Connection connection = new Connections(settings()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  final List<String> query(String sql) throws SQLException {
    return Rows.query(settings(), sql);
  }
}
