package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How the rows about somebody are found, emptied and mended, on whichever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubjectContract {
  private static final List<String> PROBES = List.of("ana.keller", "203.0.113.9");
  private static final String ANA = "{\"user\":\"Ana.Keller\"}";

  private ConnectionPool pool;
  private RowStore store;

  /** An address of a database with the product's schema. */
  abstract DatabaseSettings settings();

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = new Connections(settings()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE incidents, detections, threat_events, threat_intelligence, routing_health,"
              + " compliance_audit_logs");
    }
    pool = new ConnectionPool(settings());
    store = new RowStore(pool);
  }

  @AfterEach
  void disconnect() {
    pool.close();
  }

  @Test
  void nothingFromBeforeTheErasureBringsARowBackWhoeverWritesIt() throws Exception {
    for (Table table : List.of(Table.THREAT_EVENTS, Table.DETECTIONS, Table.INCIDENTS)) {
      store.write(List.of(Rows.row(table, "a", 5, false, ANA)));
    }
    rows().erase("order-1", PROBES, row -> true);

    for (Table table : List.of(Table.THREAT_EVENTS, Table.DETECTIONS, Table.INCIDENTS)) {
      List<Row> late =
          List.of(
              Rows.row(table, "a", 5, false, ANA), // a replay, or a batch whose end is unknown
              Rows.row(table, "a", 5, false, ANA + ' '), // the same event at another position
              Rows.row(table, "a", 4, false, ANA), // a batch that was passed by another
              Rows.decided(table, "a", 5, false, ANA, "minimise", "verdict-2"), // another attempt
              Rows.decided(table, "a", 5, true, "{}", "quarantine", "verdict-3"),
              Rows.row(table, "a", 5, false, ANA)); // after that quarantine
      for (Row row : late) {
        store.write(List.of(row));
        assertThat(standing(table)).as("%s after %s", table, row).isEmpty();
      }
      assertThat(query(table, "verdict || ' ' || verdict_id")).containsExactly("erased order-1");
    }
  }

  @Test
  void anEventIsErasedInEveryVersionAndAnIncidentIsToldAnew() throws Exception {
    store.write(List.of(Rows.row(Table.THREAT_EVENTS, "a", 5, false, ANA)));
    store.write(List.of(Rows.incident("a", 5, ANA)));
    rows().erase("order-1", PROBES, row -> true);
    store.write(List.of(Rows.row(Table.THREAT_EVENTS, "a", 9, false, ANA)));
    store.write(List.of(Rows.incident("a", 6, "{\"without\":\"them\"}")));

    assertThat(standing(Table.THREAT_EVENTS)).isEmpty();
    assertThat(standing(Table.INCIDENTS)).containsExactly("a {\"without\": \"them\"}");
  }

  @Test
  void aLaterLookFindsWhatHadNotBeenStoredYet() throws Exception {
    long order = 1_700_000_000_000L + 1;
    rows().erase("order-1", PROBES, row -> true);
    ClearedRow zombie = Rows.incident("late", 7, ANA);
    store.write(List.of(zombie, Rows.at(order, Rows.incident("later", 1, ANA))));

    assertThat(rows().erase("sweep-1", PROBES, row -> row.eventTime() < order))
        .containsEntry("incidents", 1L);
    store.write(List.of(zombie));
    assertThat(standing(Table.INCIDENTS))
        .as("new processing")
        .containsExactly("later {\"user\": \"Ana.Keller\"}");
  }

  @Test
  void countsWhatAnEarlierAttemptErasedOnTheSameOrder() throws Exception {
    store.write(List.of(Rows.incident("a", 1, ANA), Rows.incident("b", 1, ANA)));
    assertThat(rows().erase("order-1", PROBES, row -> row.id().equals("a")))
        .containsEntry("incidents", 1L);

    assertThat(rows().erase("order-1", PROBES, row -> true)).containsEntry("incidents", 2L);
    assertThat(rows().erase("order-2", PROBES, row -> true)).containsEntry("incidents", 0L);
  }

  @Test
  void givesWhatAProbeIsInAndWhatTheDatabaseCannotTell() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1_201; i++) {
      rows.add(nobody("n" + i, "{\"i\":" + i + "}"));
    }
    rows.add(nobody("probe", "{\"a\":\"CORP\\\\ANA.Keller\"}"));
    rows.add(nobody("token", "{\"a\":\"tk_k1_x\"}"));
    rows.add(nobody("encoded", "{\"a\":\"ana%2ekeller\"}"));
    rows.add(nobody("letters", "{\"a\":\"\u0430na\"}"));
    rows.add(nobody("opaque", "{\"base64\":\"eA==\"}"));
    store.write(rows);
    List<String> found = new ArrayList<>();
    rows().forEach(PROBES, row -> true, row -> found.add(row.id()));

    assertThat(found).containsExactly("encoded", "letters", "opaque", "probe", "token");
  }

  @Test
  void mendsARowAsItsNextVersion() throws Exception {
    store.write(List.of(Rows.incident("a", 3, ANA), Rows.incident("b", 3, ANA)));

    assertThat(
            rows()
                .mend(
                    PROBES,
                    row -> true,
                    row -> row.id().equals("a") ? "{\"user\":\"ana\"}" : row.payload()))
        .isEqualTo(Map.of("incidents", 1L));
    store.write(List.of(Rows.incident("a", 3, ANA)));
    assertThat(query(Table.INCIDENTS, "id || ' ' || version || ' ' || payload"))
        .containsExactly("a 4 {\"user\": \"ana\"}", "b 3 {\"user\": \"Ana.Keller\"}");
  }

  @Test
  void countsTheArchivedEntriesOfAPseudonym() throws Exception {
    store.write(List.of(Rows.audit(0, 0, "a"), Rows.audit(0, 1, "b")));

    assertThat(rows().archived(List.of("p-1", "p-2"))).isEqualTo(2);
    assertThat(rows().archived(List.of("p-2"))).isZero();
  }

  private static Row nobody(String id, String payload) {
    ClearedRow row = Rows.incident(id, 1, payload);
    return new ClearedRow(
        row.table(),
        row.homeRegion(),
        row.id(),
        row.version(),
        row.removed(),
        row.region(),
        row.eventTime(),
        row.severity(),
        "",
        row.status(),
        row.jurisdictions(),
        row.dataClasses(),
        row.policyVersion(),
        row.verdict(),
        row.verdictId(),
        row.retention(),
        row.order(),
        row.payload());
  }

  private StoredRecords rows() {
    return new StoredRecords(settings(), Rows.HOME);
  }

  private List<String> standing(Table table) throws SQLException {
    return Rows.query(
        settings(),
        "SELECT id, payload FROM " + table.tableName() + " WHERE NOT removed ORDER BY id");
  }

  private List<String> query(Table table, String what) throws SQLException {
    return Rows.query(settings(), "SELECT " + what + " FROM " + table.tableName() + " ORDER BY id");
  }
}
