package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientStoreTest {
  private final FakeDatabase database = new FakeDatabase();
  private final WriterMetrics counts = new WriterMetrics();
  private Duration patience = Duration.ofMinutes(1);

  @Test
  void writesAgainWhenTheDatabaseAsksForIt() throws Exception {
    database.failNext("40001", "40P01", "40003");

    assertThat(store().write(rows("a"))).isEmpty();
    assertThat(database.ids()).containsExactly("a");
    assertThat(database.calls).isEqualTo(4);
  }

  @Test
  void waitsForADatabaseThatIsAwayFullOrClosedToUs() throws Exception {
    database.failNext("08006", "53100", "57P01", "28P01", "42501", "42P01");

    assertThat(store().write(rows("a"))).isEmpty();
    assertThat(database.ids()).containsExactly("a");
  }

  @Test
  void failsWhenTheDatabaseStaysAwayForLongerThanThePatience() {
    patience = Duration.ZERO;
    database.failNext("08001");

    assertThatThrownBy(() -> store().write(rows("a")))
        .isInstanceOf(IOException.class)
        .hasMessage("the database could not be written for PT0S: SQLSTATE 08001");
  }

  @Test
  void tellsNothingOfARowWhenItFails() {
    patience = Duration.ZERO;
    database.failNext("08001");

    assertThatThrownBy(() -> store().write(rows("a"))).hasNoCause().hasNoSuppressedExceptions();
  }

  @Test
  void findsTheRowsThatTheDatabaseRefusesAndStoresTheOthers() throws Exception {
    List<Row> batch =
        IntStream.range(0, 10_000).<Row>mapToObj(i -> Rows.incident("r" + i, 1, "{}")).toList();
    database.refuse("r17", "23514");
    database.refuse("r18", "P0001");
    database.refuse("r9999", "54000");

    List<Refusal> refused = store().write(batch);

    assertThat(refused)
        .extracting(r -> r.row().key() + ' ' + r.state())
        .containsExactly(
            "eu-central-1/r17 23514", "eu-central-1/r18 P0001", "eu-central-1/r9999 54000");
    assertThat(database.written).hasSize(9_997);
    // Three rows, each found by halving ten thousand and then tried in another form.
    assertThat(database.calls).isLessThan(3 * 2 * 15);
  }

  @Test
  void putsAPayloadThatJsonbCannotHoldInBase64() throws Exception {
    database.refusePayload("{\"poison\":1}", "22P05");

    List<Refusal> refused =
        store()
            .write(List.of(Rows.incident("a", 1, "{}"), Rows.incident("b", 1, "{\"poison\":1}")));

    assertThat(refused).isEmpty();
    assertThat(((ClearedRow) database.written.get(1)).payload())
        .isEqualTo("{\"base64\":\"eyJwb2lzb24iOjF9\"}");
  }

  @Test
  void blamesARowForAnUnknownFailureWhenOthersGoIn() throws Exception {
    database.refuse("b", "XX000");

    assertThat(store().write(rows("a", "b", "c")))
        .extracting(Refusal::state)
        .containsExactly("XX000");
    assertThat(database.ids()).containsExactly("a", "c");
  }

  @Test
  void failsWhenNoRowHasEverGoneInForAReasonThatIsNoneOfTheirs() {
    patience = Duration.ZERO;
    database.refuse("a", "42703");
    database.refuse("b", "42703");

    assertThatThrownBy(() -> store().write(rows("a", "b")))
        .isInstanceOf(IOException.class)
        .hasMessage("the database takes no row: SQLSTATE 42703");
  }

  @Test
  void waitsForASchemaThatIsBeingMended() throws Exception {
    database.failNext("42703", "42703", "42703");

    assertThat(store().write(rows("a"))).isEmpty();
    assertThat(database.ids()).containsExactly("a");
  }

  @Test
  void givesUpALoneRowThatFailsForAnUnknownReasonWhenOthersWentInBefore() throws Exception {
    patience = Duration.ZERO;
    database.refuse("b", "XXUUU");
    PatientStore store = store();
    store.write(rows("a"));

    assertThat(store.write(rows("b"))).extracting(Refusal::state).containsExactly("XXUUU");
  }

  @Test
  void triesFewRowsOfABatchThatFailsAsAWhole() {
    patience = Duration.ZERO;
    List<Row> batch =
        IntStream.range(0, 1000).<Row>mapToObj(i -> Rows.incident("r" + i, 1, "{}")).toList();
    batch.forEach(row -> database.refuse(((ClearedRow) row).id(), "42703"));

    assertThatThrownBy(() -> store().write(batch)).isInstanceOf(IOException.class);
    assertThat(database.calls).isLessThan(50);
  }

  private static List<Row> rows(String... ids) {
    return List.of(ids).stream().<Row>map(id -> Rows.incident(id, 1, "{}")).toList();
  }

  private PatientStore store() {
    return new PatientStore(database, patience, () -> Instant.EPOCH, new Random(1), counts);
  }

  private static final class FakeDatabase implements RowWriter {
    final List<Row> written = new ArrayList<>();
    private final Deque<String> failures = new ArrayDeque<>();
    private final Map<String, String> refusedIds = new HashMap<>();
    private final Map<String, String> refusedPayloads = new HashMap<>();
    int calls;

    void failNext(String... states) {
      failures.addAll(List.of(states));
    }

    void refuse(String id, String state) {
      refusedIds.put(id, state);
    }

    void refusePayload(String payload, String state) {
      refusedPayloads.put(payload, state);
    }

    List<String> ids() {
      return written.stream().map(row -> ((ClearedRow) row).id()).toList();
    }

    @Override
    public void write(Collection<Row> rows) throws SQLException {
      calls++;
      if (!failures.isEmpty()) {
        throw new SQLException("as the test says of {\"secret\":1}", failures.pop());
      }
      for (Row row : rows) {
        ClearedRow cleared = (ClearedRow) row;
        String state =
            refusedIds.getOrDefault(cleared.id(), refusedPayloads.get(cleared.payload()));
        if (state != null) {
          throw new SQLException("as the test says of {\"secret\":1}", state);
        }
      }
      written.addAll(rows);
    }
  }
}
