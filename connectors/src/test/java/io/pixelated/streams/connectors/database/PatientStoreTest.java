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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatientStoreTest {
  private final FakeDatabase database = new FakeDatabase();
  private final Counts counts = new Counts();
  private Duration patience = Duration.ofMinutes(1);

  @Test
  void writesAgainWhenTheDatabaseAsksForIt() throws Exception {
    database.failNext("40001", "40001");

    store().write(List.of(Rows.incident("a", 1, "{}")));

    assertThat(database.ids()).containsExactly("a");
    assertThat(database.disconnects).isZero();
    assertThat(counts.retried).isEqualTo(2);
  }

  @Test
  void connectsAgainWhenTheConnectionIsLost() throws Exception {
    database.failNext("08006");

    store().write(List.of(Rows.incident("a", 1, "{}")));

    assertThat(database.ids()).containsExactly("a");
    assertThat(database.disconnects).isOne();
  }

  @Test
  void failsWhenTheDatabaseStaysAwayForLongerThanThePatience() {
    patience = Duration.ZERO;
    database.failNext("08001");

    assertThatThrownBy(() -> store().write(List.of(Rows.incident("a", 1, "{}"))))
        .isInstanceOf(IOException.class)
        .hasMessage("the database could not be written for PT0S: SQLSTATE 08001");
  }

  @Test
  void failsAtOnceOnWhatTryingAgainDoesNotHelp() {
    database.failNext("42P01");

    assertThatThrownBy(() -> store().write(List.of(Rows.incident("a", 1, "{}"))))
        .isInstanceOf(IOException.class)
        .hasMessage("the database refuses to store: SQLSTATE 42P01");
    assertThat(counts.retried).isZero();
  }

  @Test
  void setsApartTheOneRowThatTheDatabaseCannotHold() throws Exception {
    database.failNext("22P05");
    database.refused = "{\"poison\":1}";

    store()
        .write(
            List.of(
                Rows.incident("a", 1, "{}"),
                Rows.incident("b", 1, "{\"poison\":1}"),
                Rows.incident("c", 1, "{}")));

    assertThat(database.ids()).containsExactly("a", "b", "c");
    assertThat(database.written.get(1).payload()).isEqualTo("{\"base64\":\"eyJwb2lzb24iOjF9\"}");
    assertThat(counts.opaque).isOne();
    assertThat(counts.written).isEqualTo(3);
  }

  @Test
  void leavesOutAndCountsARowThatTheDatabaseRefusesInEveryForm() throws Exception {
    database.failNext("22000", "22000", "22000");

    store().write(List.of(Rows.incident("a", 1, "{}")));

    assertThat(database.written).isEmpty();
    assertThat(counts.refused).isOne();
  }

  private PatientStore store() {
    return new PatientStore(database, patience, () -> Instant.EPOCH, new Random(1), counts);
  }

  private static final class FakeDatabase implements RowWriter {
    final List<StoredRow> written = new ArrayList<>();
    private final Deque<String> failures = new ArrayDeque<>();
    String refused = "";
    int disconnects;

    void failNext(String... states) {
      failures.addAll(List.of(states));
    }

    List<String> ids() {
      return written.stream().map(StoredRow::id).toList();
    }

    @Override
    public void write(Collection<StoredRow> rows) throws SQLException {
      if (!failures.isEmpty()) {
        throw new SQLException("as the test says", failures.pop());
      }
      if (rows.stream().anyMatch(r -> r.payload().equals(refused))) {
        throw new SQLException("as the test says", "22P05");
      }
      written.addAll(rows);
    }

    @Override
    public void disconnect() {
      disconnects++;
    }
  }

  private static final class Counts implements PatientStore.Tally {
    int written;
    int retried;
    int opaque;
    int refused;

    @Override
    public void written(int count) {
      written += count;
    }

    @Override
    public void retried() {
      retried++;
    }

    @Override
    public void opaque() {
      opaque++;
    }

    @Override
    public void refused() {
      refused++;
    }
  }
}
