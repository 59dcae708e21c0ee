package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pixelated.streams.events.DeadLetter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to the database, its tables end as if nothing had, and dead letters hold exactly
 * the rows that it cannot take.
 *
 * <p>A full disk is a trigger that raises its SQLSTATE: a disk of our own would need the rights to
 * mount one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsITCase {
  private static final boolean EXHAUSTIVE = Boolean.getBoolean("streams.exhaustive");
  private static final int SCHEDULES = EXHAUSTIVE ? 30 : 2;
  private static final int OUTAGE_MILLIS = EXHAUSTIVE ? 60_000 : 2_000;

  /** Where the rows of one run end, and where a task begins again that failed. */
  private static final int ROWS = EXHAUSTIVE ? 3_000 : 1_200;

  private static final int CHECKPOINT = 300;

  private MortalPostgres server;
  private CutProxy network;
  private ScheduledExecutorService later;
  private final List<Future<?>> cures = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    server = new MortalPostgres(data.resolve("postgres"));
    network = new CutProxy(server.port());
    later = Executors.newSingleThreadScheduledExecutor();
    server.execute(
        """
        CREATE ROLE streams LOGIN;
        GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO streams;
        CREATE TABLE disk (is_full BOOLEAN);
        INSERT INTO disk VALUES (FALSE);
        GRANT SELECT ON disk TO streams;
        CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT is_full FROM disk) THEN
            RAISE EXCEPTION 'no space left' USING ERRCODE = '53100';
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER fill BEFORE INSERT ON threat_events FOR EACH STATEMENT EXECUTE FUNCTION fill();
        CREATE FUNCTION dislike() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.id LIKE 'unwanted%' THEN
            RAISE EXCEPTION 'unwanted';
          END IF;
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER dislike AFTER INSERT ON detections DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION dislike();""");
  }

  @AfterAll
  void stop() throws Exception {
    later.shutdownNow();
    network.close();
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    server.execute("TRUNCATE threat_events, detections, incidents");
  }

  /** What can happen. */
  enum Fault {
    NOTHING,
    SERVER_KILLED,
    SESSIONS_TERMINATED,
    NETWORK_CUT,
    DISK_FULL,
    RIGHTS_REVOKED,
    TASK_FAILED,
    RIVAL_HOLDS_ROWS
  }

  @ParameterizedTest
  @EnumSource
  void endsAsIfNothingHadHappened(Fault fault) throws Exception {
    Feed feed = Feed.of(fault.name().length(), ROWS);

    List<DeadLetter> letters = run(feed, Map.of(ROWS / 3, fault, 2 * ROWS / 3, fault));

    assertEndsAsItShould(feed, letters);
  }

  @Test
  void endsAsIfNothingHadHappenedWhateverHappens() throws Exception {
    for (long seed = 100; seed < 100 + SCHEDULES; seed++) {
      empty();
      Random random = new Random(seed);
      Feed feed = Feed.of(seed, 2 * ROWS);
      Map<Integer, Fault> schedule = new TreeMap<>();
      for (int i = 0; i < 8; i++) {
        schedule.put(
            random.nextInt(feed.rows().size()),
            Fault.values()[random.nextInt(Fault.values().length)]);
      }

      List<DeadLetter> letters = run(feed, schedule);

      assertEndsAsItShould(feed, letters);
    }
  }

  @Test
  void waitsForADatabaseThatIsAwayAndCatchesUp() throws Exception {
    Feed feed = Feed.of(1, EXHAUSTIVE ? 5 * ROWS : 2 * ROWS);
    try (StoreRun run = new StoreRun(settings())) {
      int taken = 0;
      for (; taken < ROWS; taken++) {
        run.take(feed.rows().get(taken));
      }
      server.kill();
      AtomicBoolean back = new AtomicBoolean();
      later(
          OUTAGE_MILLIS,
          () -> {
            server.revive();
            back.set(true);
          });
      int atOutage = taken;
      while (!back.get()) {
        run.take(feed.rows().get(taken++));
      }
      // Two batches under way, one being gathered, the rest waits outside.
      assertThat(taken - atOutage).isLessThan(5 * settings().batching().rows());
      for (; taken < feed.rows().size(); taken++) {
        run.take(feed.rows().get(taken));
      }
      run.finish();
      awaitCures();

      assertEndsAsItShould(feed, run.deadLetters());
    }
  }

  private void assertEndsAsItShould(Feed feed, List<DeadLetter> letters) throws SQLException {
    assertThat(standing()).isEqualTo(feed.expected());
    assertThat(letters).allSatisfy(letter -> assertThat(letter.stage()).isEqualTo("database"));
    assertThat(letters)
        .extracting(DeadLetter::id)
        .containsExactlyInAnyOrderElementsOf(feed.letters());
  }

  private List<DeadLetter> run(Feed feed, Map<Integer, Fault> schedule) throws Exception {
    try (StoreRun run = new StoreRun(settings())) {
      Map<Integer, Fault> left = new TreeMap<>(schedule);
      int checkpoint = 0;
      for (int i = 0; i < feed.rows().size(); i++) {
        run.take(feed.rows().get(i));
        Fault fault = left.remove(i);
        if (fault != null && strike(fault, run)) {
          i = checkpoint - 1; // from there again
          continue;
        }
        if (i % CHECKPOINT == CHECKPOINT - 1) {
          run.checkpoint();
          checkpoint = i + 1;
        }
      }
      run.finish();
      awaitCures();
      return run.deadLetters();
    }
  }

  /** Lets it happen; says whether the task failed. */
  private boolean strike(Fault fault, StoreRun run) throws Exception {
    switch (fault) {
      case NOTHING -> {}
      case SERVER_KILLED -> {
        server.kill();
        server.revive();
      }
      case SESSIONS_TERMINATED ->
          server.execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                  + " WHERE application_name = 'pixelated-streams'");
      case NETWORK_CUT -> network.cut();
      case DISK_FULL -> {
        server.execute("UPDATE disk SET is_full = TRUE");
        heal("UPDATE disk SET is_full = FALSE");
      }
      case RIGHTS_REVOKED -> {
        server.execute("REVOKE INSERT ON threat_events, incidents, detections FROM streams");
        heal("GRANT INSERT ON threat_events, incidents, detections TO streams");
      }
      case TASK_FAILED -> {
        run.fail();
        return true;
      }
      case RIVAL_HOLDS_ROWS -> rival();
    }
    return false;
  }

  /** Changes rows that the writer wants, and keeps it waiting until it cannot be serialized. */
  private void rival() {
    later(
        0,
        () -> {
          try {
            server.execute(
                "BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;"
                    + " UPDATE incidents SET stored_at = now(); SELECT pg_sleep(0.2); COMMIT");
          } catch (SQLException e) {
            // It lost; or another fault came over it.
          }
        });
  }

  /** Heals while the writer waits, whatever other fault comes between. */
  private void heal(String sql) {
    later(
        150,
        () ->
            await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(
                    () -> {
                      server.execute(sql);
                      return true;
                    }));
  }

  private void later(int millis, Runnable what) {
    cures.add(later.schedule(what, millis, TimeUnit.MILLISECONDS));
  }

  private void awaitCures() throws Exception {
    for (Future<?> cure : cures) {
      cure.get();
    }
    cures.clear();
  }

  private DatabaseSettings settings() {
    DatabaseSettings base =
        MortalPostgres.settings(
            network.port(), "?options=-c%20default_transaction_isolation%3Dserializable");
    return new DatabaseSettings(
        base.url(), "streams", base.password(), base.tls(), base.batching(), base.patience());
  }

  private Map<String, String> standing() throws SQLException {
    return server
        .query(
            """
            SELECT 'threat_events ' || id || '=' || version || ' ' || payload FROM threat_events
            WHERE NOT removed
            UNION ALL SELECT 'incidents ' || id || '=' || version || ' ' || payload FROM incidents
            WHERE NOT removed
            UNION ALL SELECT 'detections ' || id || '=' || version || ' ' || payload FROM detections
            WHERE NOT removed""")
        .stream()
        .map(row -> row.split("=", 2))
        .collect(Collectors.toMap(row -> row[0], row -> row[1]));
  }
}
