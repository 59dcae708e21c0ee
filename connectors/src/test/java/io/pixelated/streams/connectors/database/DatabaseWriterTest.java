package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseWriterTest {
  private final List<List<String>> written = new ArrayList<>();
  private final HandTime time = new HandTime();
  private final DatabaseWriter<StoredRow> writer =
      new DatabaseWriter<>(Function.identity(), store(), time, 3, Duration.ofMillis(200));

  @AfterEach
  void close() {
    writer.close();
    time.close();
  }

  @Test
  void writesABatchThatHasAllItsRows() throws Exception {
    write("a", "{}");
    write("b", "{}");
    assertThat(written).isEmpty();
    write("c", "{}");

    assertThat(written).containsExactly(List.of("a 1", "b 1", "c 1"));
  }

  @Test
  void writesABatchThatIsLargeBeforeItHasAllItsRows() throws Exception {
    write("a", "{\"text\":\"" + "x".repeat(5 << 20) + "\"}");
    write("b", "{}");

    assertThat(written).containsExactly(List.of("a 1"));
  }

  @Test
  void writesWhatHasWaitedLongEnough() throws Exception {
    write("a", "{}");
    time.fire();

    assertThat(written).containsExactly(List.of("a 1"));
  }

  @Test
  void writesEverythingBeforeACheckpointAndNothingTwice() throws Exception {
    write("a", "{}");
    writer.flush(false);
    writer.flush(true);

    assertThat(written).containsExactly(List.of("a 1"));
  }

  @Test
  void writesTheLatestOfTheVersionsThatCameTogether() throws Exception {
    writer.write(Rows.incident("a", 2, "{}"), null);
    writer.write(Rows.incident("a", 1, "{}"), null);
    writer.write(Rows.incident("a", 3, "{}"), null);
    writer.flush(false);

    assertThat(written).containsExactly(List.of("a 3"));
  }

  private void write(String id, String payload) throws Exception {
    writer.write(Rows.incident(id, 1, payload), null);
  }

  private PatientStore store() {
    RowWriter rows =
        new RowWriter() {
          @Override
          public void write(Collection<StoredRow> batch) throws SQLException {
            written.add(batch.stream().map(row -> row.id() + ' ' + row.version()).toList());
          }

          @Override
          public void disconnect() {}
        };
    return new PatientStore(
        rows, Duration.ofMinutes(1), Clock.systemUTC(), new Random(1), new NoTally());
  }

  /** Timers that fire when the test says so. */
  private static final class HandTime implements ProcessingTimeService, AutoCloseable {
    private final Deque<ProcessingTimeCallback> timers = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor handles = new ScheduledThreadPoolExecutor(1);

    @Override
    public long getCurrentProcessingTime() {
      return 0;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
      timers.add(target);
      return handles.schedule(() -> {}, 1, TimeUnit.HOURS);
    }

    void fire() throws Exception {
      timers.remove().onProcessingTime(0);
    }

    @Override
    public void close() {
      handles.shutdownNow();
    }
  }

  private static final class NoTally implements PatientStore.Tally {
    @Override
    public void written(int count) {}

    @Override
    public void retried() {}

    @Override
    public void opaque() {}

    @Override
    public void refused() {}
  }
}
