package io.pixelated.streams.local.stack;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.sql.SchemaMigrator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, a database with the product's schema, and Flink with its web UI, in this
 * process.
 *
 * <p>{@link #close()} stops whatever has been started, also while {@link #start()} is still at it;
 * so a shutdown hook may call it at any time. It takes at most five seconds, and what a killed
 * process leaves behind is removed by the next start.
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
  private static final int SECONDS_TO_STOP = 3;

  private final LocalStackSettings settings;
  private final ExecutorService starters =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "local-stack");
            thread.setDaemon(true);
            return thread;
          });

  private final List<AutoCloseable> started = new ArrayList<>();
  private RunDirectory directory;
  private boolean closed;

  private LocalBroker broker;
  private LocalFlink flink;
  private DatabaseSettings database;

  /** A stack that is not started yet. */
  public LocalStack(LocalStackSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything, side by side, and returns when all of it can be used.
   *
   * @throws StackException if something cannot be started; the rest is stopped
   */
  public void start() {
    try {
      synchronized (this) {
        refuseWhenClosed();
        directory = RunDirectory.create(settings.home());
      }
      CompletableFuture<LocalBroker> broker = async("the Kafka broker", this::startBroker);
      CompletableFuture<LocalFlink> flink = async("Flink", this::startFlink);
      CompletableFuture<DatabaseSettings> database = async("the database", this::startDatabase);
      CompletableFuture.allOf(broker, flink, database).join();
      this.broker = broker.join();
      this.flink = flink.join();
      this.database = database.join();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof StackException known
          ? known
          : new StackException("the local stack cannot start", e.getCause());
    } catch (IOException e) {
      close();
      throw new StackException("cannot prepare " + settings.home(), e);
    }
  }

  /** How clients reach the broker. */
  public KafkaSettings kafka() {
    return broker.settings();
  }

  /** How clients reach the database. */
  public DatabaseSettings database() {
    return database;
  }

  /** The Flink cluster. */
  public MiniCluster flink() {
    return flink.cluster();
  }

  /** Address of Flink's web UI. */
  public URI uiAddress() {
    return flink.uiAddress();
  }

  private LocalBroker startBroker() throws IOException {
    return Ports.tryFrom(
        settings.kafkaPort(),
        port -> LocalBroker.start(directory.kafka().resolve(Integer.toString(port)), port));
  }

  private LocalFlink startFlink() throws Exception {
    return LocalFlink.start(directory.flink(), settings.uiPort(), settings.slots());
  }

  private DatabaseSettings startDatabase() throws IOException {
    DatabaseSettings target =
        settings.database().isPresent() ? settings.database().get() : startEmbeddedDatabase();
    SchemaMigrator.of(new Connections(target)).migrate();
    return target;
  }

  private DatabaseSettings startEmbeddedDatabase() throws IOException {
    Path binaries = settings.home().resolve("postgres-binaries");
    LocalDatabase embedded =
        Ports.tryFrom(
            settings.databasePort(),
            port -> LocalDatabase.start(directory.database(), binaries, port));
    closeLater(embedded);
    return DatabaseSettings.local(embedded.url(), embedded.user(), Secret.none());
  }

  private <T> CompletableFuture<T> async(String what, Callable<T> starter) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            T running = starter.call();
            if (running instanceof AutoCloseable closeable) {
              closeLater(closeable);
            }
            return running;
          } catch (Exception e) {
            throw new StackException("cannot start " + what, e);
          }
        },
        starters);
  }

  private void closeLater(AutoCloseable running) {
    synchronized (this) {
      if (!closed) {
        started.add(running);
        return;
      }
    }
    stop(running); // the stack was closed while this started
    throw new StackException("the local stack was closed while it started", null);
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new StackException("the local stack is closed", null);
    }
  }

  @Override
  public void close() {
    List<AutoCloseable> running;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      running = List.copyOf(started);
    }
    try {
      CompletableFuture.allOf(
              running.stream()
                  .map(r -> CompletableFuture.runAsync(() -> stop(r), starters))
                  .toArray(CompletableFuture<?>[]::new))
          .get(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.info("the local stack did not stop in time; the next start removes what it left");
    }
    starters.shutdownNow();
    if (directory != null) {
      stop(directory);
    }
  }

  private static void stop(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      LOG.debug("{} did not stop cleanly", running.getClass().getSimpleName(), e);
    }
  }

  /** Says what could not be started, and why. */
  public static final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message, Throwable cause) {
      super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
  }
}
