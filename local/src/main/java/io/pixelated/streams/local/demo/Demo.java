package io.pixelated.streams.local.demo;

import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.play.EventPlayer;
import io.pixelated.streams.local.play.PlayedEvent;
import io.pixelated.streams.local.region.LocalRegion;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.local.watch.Backlog;
import io.pixelated.streams.local.watch.IncidentWatch;
import io.pixelated.streams.local.watch.StoredRows;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One demonstration on a local stack: its topics, rules, jobs, events, and what came of them.
 *
 * <p>{@link #close()} may be called at any time, by another thread too.
 */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final int PARTITIONS = 2;

  /** While it starts, the JVM compiles what it runs; the pace rises meanwhile. */
  private static final Duration RAMP = Duration.ofSeconds(20);

  private static final Duration QUIET = Duration.ofSeconds(3);

  private final LocalStack stack;
  private final DemoPlan plan;
  private final InstantSource clock;

  private final List<LocalRegion> regions;
  private volatile EventPlayer player;
  private volatile IncidentWatch watch;
  private volatile Backlog backlog;
  private StoredRows storedBefore;
  private List<Rejection> rejectedRules = List.of();

  /** A demonstration on a stack that is not started yet. */
  public Demo(LocalStack stack, DemoPlan plan, InstantSource clock) {
    this.stack = stack;
    this.plan = plan;
    this.regions = plan.regions().stream().map(name -> new LocalRegion(stack, name)).toList();
    this.clock = clock;
  }

  /**
   * Starts the stack and the jobs, and returns when all of them run.
   *
   * @param progress is told what happens next
   */
  public void start(Consumer<String> progress)
      throws IOException, InterruptedException, SQLException {
    progress.accept("starting Kafka, the database and Flink");
    stack.start();
    progress.accept("creating topics");
    LocalRegion.createTopics(stack, plan.regions(), PARTITIONS);
    progress.accept("pushing rules");
    pushRules();
    storedBefore = StoredRows.count(stack.database());
    progress.accept("starting " + plan.regions().size() + " jobs");
    Map<String, String> groups = new HashMap<>();
    for (LocalRegion region : regions) {
      region.start(plan.options());
      groups.put(region.name(), region.groupId());
    }
    watch = new IncidentWatch(stack.kafka(), plan.regions(), clock);
    backlog = new Backlog(stack.kafka(), groups);
    player = new EventPlayer(stack.kafka(), plan.perSecond(), RAMP);
    for (LocalRegion region : regions) {
      region.awaitRunning();
    }
  }

  private void pushRules() throws InterruptedException {
    List<Rejection> unreadable = new ArrayList<>();
    List<RuleDocument> documents = RuleFiles.read(plan.rules(), unreadable);
    rejectedRules = unreadable;
    for (LocalRegion region : regions) {
      region.push(documents);
    }
  }

  /** Plays all events; returns when the last is sent. */
  public void play() throws IOException {
    Iterator<PlayedEvent> events = plan.source().events(clock.instant());
    player.play(events);
  }

  /**
   * Waits until everything that was played is processed, and results stay away for a while.
   *
   * @return whether that was so; not if nothing moved for {@code patience}
   */
  public boolean awaitResults(Duration patience) throws InterruptedException {
    long least = Long.MAX_VALUE;
    long lastProgress = clock.millis();
    while (clock.millis() - lastProgress < patience.toMillis()) {
      long left = backlog.events();
      long lastChange = watch.snapshot().lastChange();
      if (left == 0 && clock.millis() - lastChange > QUIET.toMillis()) {
        return true;
      }
      lastProgress = Math.max(lastProgress, left < least ? clock.millis() : lastChange);
      least = Math.min(least, left);
      TimeUnit.MILLISECONDS.sleep(250);
    }
    return false;
  }

  /** Address of Flink's web UI. */
  public URI uiAddress() {
    return stack.uiAddress();
  }

  /** The stack, for those who explore it. */
  public LocalStack stack() {
    return stack;
  }

  /** Events that the broker has so far. */
  public long sent() {
    return player.sent();
  }

  /** What was seen so far. */
  public IncidentWatch.Snapshot seen() {
    return watch.snapshot();
  }

  /** Rule files that could not be read. */
  public List<Rejection> rejectedRules() {
    return rejectedRules;
  }

  /** What came of the demonstration until now. */
  public DemoReport report() throws SQLException {
    return DemoReport.of(
        plan,
        watch.snapshot(),
        player.sent(),
        player.sustained(),
        StoredRows.count(stack.database()).since(storedBefore));
  }

  @Override
  public void close() {
    // Clients first: without a broker they would ask for it until the end.
    for (AutoCloseable client : Arrays.asList(player, watch, backlog)) {
      close(client);
    }
    stack.close();
  }

  private static void close(AutoCloseable client) {
    if (client != null) {
      try {
        client.close();
      } catch (Exception e) {
        LOG.debug("{} did not close cleanly", client.getClass().getSimpleName(), e);
      }
    }
  }
}
