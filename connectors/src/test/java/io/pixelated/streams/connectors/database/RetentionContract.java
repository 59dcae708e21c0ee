package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.Regions;
import io.pixelated.streams.residency.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How long rows are kept, on whichever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RetentionContract {
  private static final String NOBODY = "holds: []";
  private static final String HELD =
      """
      holds:
        - {id: case-7, records: [incidents], classes: [PERSONAL], jurisdictions: [EU],
           clause: court order}""";

  private ConnectionPool pool;
  private RowStore store;

  /** An address of a database with the product's schema. */
  abstract DatabaseSettings settings();

  @BeforeEach
  void empty() throws SQLException {
    execute("TRUNCATE incidents, detections, threat_events, compliance_audit_logs");
    pool = new ConnectionPool(settings());
    store = new RowStore(pool);
  }

  @AfterEach
  void disconnect() {
    pool.close();
  }

  @Test
  void keepsARowAsThePoliciesHaveIt() throws SQLException {
    store.write(
        List.of(
            event("said-nothing", 0, Retention.UNLIMITED),
            event("sooner", 0, said(0, 12)),
            event("later", 0, said(84, 84)),
            event("longer-than-asked", 0, said(0, 120))));

    assertThat(months("threat_events"))
        .containsExactlyInAnyOrder(
            "said-nothing 26", "sooner 12", "later 84", "longer-than-asked 26");
  }

  @Test
  void saysWhichHoldsKeepARow() throws SQLException {
    store.write(List.of(event("a", 0, held(0, 12, "case-3", "case-7"))));

    assertThat(rows("SELECT keep_months, delete_months, held_by FROM threat_events"))
        .containsExactly("0 12 case-3,case-7");
  }

  @Test
  void deletesWhatHasExpiredAndNothingElse() throws Exception {
    store.write(
        List.of(
            event("expired", 13, said(0, 12)),
            event("kept", 13, said(84, 84)),
            event("fresh", 11, said(0, 12)),
            event("held", 13, held(0, 12, "case-7")),
            Rows.audit(0, 0, "old", monthsAgo(71)),
            Rows.audit(0, 1, "older", monthsAgo(73))));

    assertThat(new ExpiredRows(settings()).delete(100)).isEqualTo(2);

    assertThat(rows("SELECT id FROM threat_events ORDER BY id"))
        .containsExactly("fresh", "held", "kept");
    assertThat(rows("SELECT record_id FROM compliance_audit_logs")).containsExactly("record-0");
    assertThat(new ExpiredRows(settings()).delete(100)).isZero();
  }

  @Test
  void deletesTheOldestFirstAndNoMoreThanItMay() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(event("e" + i, 13 + 3 * (i / 1_300), said(0, 12)));
    }
    store.write(rows);
    ExpiredRows expired = new ExpiredRows(settings());

    assertThat(expired.delete(1_100)).isEqualTo(1_100);
    assertThat(rows("SELECT count(*) FROM threat_events")).containsExactly("1400");
    assertThat(
            rows(
                "SELECT count(*) FROM threat_events WHERE event_time < now() - INTERVAL '15 months'"))
        .containsExactly("100");
    assertThat(expired.delete(10_000)).isEqualTo(1_400);
  }

  @Test
  void aHoldThatBeginsReachesRowsThatAreThereAndOneThatEndsLetsThemGo() throws Exception {
    store.write(
        List.of(
            incident("old", 27, said(0, 26)),
            incident("new", 1, said(0, 26)),
            Rows.removedIncident("gone", 4)));
    RowRetention retention = new RowRetention(settings());
    ExpiredRows expired = new ExpiredRows(settings());

    assertThat(retention.heed(policies(HELD))).isEqualTo(2);
    assertThat(expired.delete(100)).isZero();
    assertThat(rows("SELECT id, held_by FROM incidents WHERE NOT removed ORDER BY id"))
        .containsExactly("new case-7", "old case-7");
    assertThat(retention.heed(policies(HELD))).isZero();

    assertThat(retention.heed(policies(NOBODY))).isEqualTo(2);
    assertThat(expired.delete(100)).isEqualTo(1);
    assertThat(rows("SELECT id, held_by FROM incidents WHERE NOT removed ORDER BY id"))
        .containsExactly("new ");
  }

  @Test
  void policiesThatCannotBeReadEndNoHold() throws SQLException {
    store.write(List.of(incident("old", 27, held(0, 26, "case-7"))));

    assertThatThrownBy(() -> new RowRetention(settings()).heed(Policies.denying()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say nothing of retention");
    assertThat(rows("SELECT held_by FROM incidents")).containsExactly("case-7");
  }

  @Test
  void rowsOfBeforeTakeOnThePoliciesMonths() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 4_500; i++) {
      rows.add(event("e" + i, 1, Retention.UNLIMITED));
    }
    store.write(rows);

    assertThat(new RowRetention(settings()).heed(policies(NOBODY))).isEqualTo(4_500);

    assertThat(rows("SELECT DISTINCT keep_months, delete_months FROM threat_events"))
        .containsExactly("0 12");
    assertThat(months("threat_events")).hasSize(4_500).allMatch(row -> row.endsWith(" 12"));
  }

  @Test
  void keepsTheAuditTrailAsLongAsAnyPolicyAsks() throws Exception {
    store.write(
        List.of(
            Rows.audit(0, 0, "first", monthsAgo(80)), Rows.audit(0, 1, "second", monthsAgo(1))));
    RowRetention retention = new RowRetention(settings());
    String longer =
        policies()
            .replace(
                "classes: [HEALTH], keep_at_least: 72", "classes: [HEALTH], keep_at_least: 96");

    assertThat(retention.heed(Policies.parse(longer, Regions.shipped()))).isEqualTo(2);

    assertThat(new ExpiredRows(settings()).delete(100)).isZero();
    assertThat(retention.heed(policies(NOBODY))).isZero();
  }

  @Test
  void aRowOfAClassWithoutAHouseRuleIsNotStoredToExpireAtOnce() throws SQLException {
    execute("DELETE FROM retention WHERE class = 'PERSONAL'");
    try {
      assertThatThrownBy(() -> store.write(List.of(event("a", 0, said(0, 12)))))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
    } finally {
      execute("INSERT INTO retention VALUES ('PERSONAL', INTERVAL '26 months')");
    }
  }

  @Test
  void saysWhatTheUserMayNotDo() throws SQLException {
    execute("CREATE ROLE looker LOGIN");
    DatabaseSettings base = settings();
    DatabaseSettings looker =
        new DatabaseSettings(
            base.url().replaceAll("[?&]user=[^&]*", ""),
            "looker",
            base.password(),
            base.tls(),
            base.batching(),
            base.patience());

    assertThatThrownBy(() -> new ExpiredRows(looker).delete(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SQLSTATE 42501")
        .hasMessageContaining("may SELECT, UPDATE and DELETE");
  }

  final void store(Row row) throws SQLException {
    store.write(List.of(row));
  }

  private static Policies policies(String holds) {
    return Policies.parse(policies().replace("holds: []", holds), Regions.shipped());
  }

  private static String policies() {
    try (InputStream shipped = Policies.class.getResourceAsStream("policies.yaml")) {
      return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Retention said(int keep, int delete) {
    return new Retention(keep, delete, List.of(), List.of(), "");
  }

  private static Retention held(int keep, int delete, String... holds) {
    return new Retention(keep, delete, List.of(), List.of(holds), "");
  }

  static ClearedRow event(String id, int age, Retention retention) {
    return Rows.at(monthsAgo(age), Rows.kept(Table.THREAT_EVENTS, id, retention));
  }

  private static ClearedRow incident(String id, int age, Retention retention) {
    return Rows.at(monthsAgo(age), Rows.kept(Table.INCIDENTS, id, retention));
  }

  /** In the middle of a month: every month has the day. */
  private static long monthsAgo(int months) {
    return LocalDateTime.now(ZoneOffset.UTC)
        .withDayOfMonth(15)
        .minusMonths(months)
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  private List<String> months(String table) throws SQLException {
    return rows(
        "SELECT id, (extract(year FROM age(expires_at, event_time)) * 12"
            + " + extract(month FROM age(expires_at, event_time)))::BIGINT FROM "
            + table);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = new Connections(settings()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  final List<String> rows(String sql) throws SQLException {
    return Rows.query(settings(), sql);
  }
}
