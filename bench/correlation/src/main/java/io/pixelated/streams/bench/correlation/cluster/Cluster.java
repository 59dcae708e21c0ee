package io.pixelated.streams.bench.correlation.cluster;

import io.pixelated.streams.jobs.settings.StateDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A Flink cluster in this process, one slot for each lane, and no restarts. */
public final class Cluster implements AutoCloseable {
  /** Megabytes of managed memory that RocksDB may use in each slot. */
  public static final int MANAGED_MEGABYTES = 256;

  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_MILLIS = 500;

  private final MiniCluster cluster;
  private final Path directory;
  private final Backend backend;
  private final Set<JobID> running = new HashSet<>();

  /** Where keyed state lives. */
  public enum Backend {
    HEAP("hashmap"),
    ROCKSDB("rocksdb");

    private final String option;

    Backend(String option) {
      this.option = option;
    }
  }

  private Cluster(MiniCluster cluster, Path directory, Backend backend) {
    this.cluster = cluster;
    this.directory = directory;
    this.backend = backend;
  }

  /** Starts one with {@code slots}; it keeps its files in a new directory below {@code home}. */
  public static Cluster start(Path home, Backend backend, int slots) throws Exception {
    Files.createDirectories(home);
    Path directory = Files.createTempDirectory(home, "run-");
    Configuration c = new Configuration();
    c.set(RestOptions.BIND_PORT, "0");
    c.set(CoreOptions.TMP_DIRS, Files.createDirectory(directory.resolve("tmp")).toString());
    c.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    c.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes((long) MANAGED_MEGABYTES * slots));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    Counters.report(c);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return new Cluster(cluster, directory, backend);
  }

  /**
   * Starts a job from {@code feed} to the end of {@code lane}; returns when all its tasks run, or
   * have nothing left to do.
   *
   * @param job what the job does in between
   */
  public <I, O> JobID start(
      Lane lane,
      Feed<I> feed,
      TypeInformation<I> type,
      Function<DataStream<I>, DataStream<O>> job) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    StateDefaults.apply(environment);
    DataStream<I> source =
        environment.fromSource(
            new GatedSource<>(feed, lane), WatermarkStrategy.noWatermarks(), "Feed", type);
    job.apply(source).sinkTo(new LaneSink<>(lane)).name("End of the lane");
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(lane.name());
    JobID id = join(cluster.submitJob(graph.getJobGraph())).getJobID();
    running.add(id);
    awaitRunning(id);
    return id;
  }

  private Configuration configuration() {
    Configuration c = new Configuration();
    c.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    c.set(PipelineOptions.OBJECT_REUSE, true);
    c.set(PipelineOptions.GENERIC_TYPES, false);
    c.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    c.set(StateBackendOptions.STATE_BACKEND, backend.option);
    c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    c.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return c;
  }

  private void awaitRunning(JobID job) {
    while (true) {
      var graph = join(cluster.getExecutionGraph(job));
      check(job);
      boolean all = graph.getState() == JobStatus.RUNNING;
      for (var vertex : graph.getAllExecutionVertices()) {
        // a source of a few elements is done at once
        all &=
            vertex.getExecutionState() == ExecutionState.RUNNING
                || vertex.getExecutionState() == ExecutionState.FINISHED;
      }
      if (all) {
        return;
      }
      pause();
    }
  }

  /**
   * Lets {@code lane} send {@code count} more of {@code feed} and waits for the last of them to be
   * through {@code job}.
   *
   * @return how long that took, in nanoseconds
   */
  public long send(Lane lane, JobID job, Feed<?> feed, long count) {
    long watermark = feed.watermark(lane.limit() + count - 1);
    long start = System.nanoTime();
    lane.release(count);
    await(lane, job, watermark);
    return System.nanoTime() - start;
  }

  /** Waits for {@code watermark} at the end of the lane. */
  public void await(Lane lane, JobID job, long watermark) {
    try {
      while (!lane.await(watermark, LOOK_AGAIN_MILLIS)) {
        check(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Fails if the job does not run any more. */
  private void check(JobID job) {
    var graph = join(cluster.getExecutionGraph(job));
    if (graph.getState().isTerminalState() || graph.getFailureInfo() != null) {
      throw new IllegalStateException(
          graph.getJobName()
              + " is "
              + graph.getState()
              + (graph.getFailureInfo() == null
                  ? ""
                  : ": " + graph.getFailureInfo().getExceptionAsString()));
    }
  }

  /** The size of a job's state as a canonical savepoint: every key and value once, in bytes. */
  public long savepointSize(JobID job) throws IOException {
    Path target = directory.resolve("savepoints");
    String path =
        join(
            cluster.triggerSavepoint(
                job, target.toUri().toString(), false, SavepointFormatType.CANONICAL));
    long size = Sizes.below(Path.of(java.net.URI.create(path)));
    join(cluster.disposeSavepoint(path));
    return size;
  }

  /** What the state backends of all jobs have on disk, in bytes. */
  public long workingSize() throws IOException {
    return Sizes.below(directory.resolve("tmp"));
  }

  /** Stops a job; returns when it is gone. */
  public void cancel(JobID job) {
    running.remove(job);
    join(cluster.cancelJob(job));
    join(cluster.requestJobResult(job));
  }

  @Override
  public void close() throws IOException {
    Set.copyOf(running).forEach(this::cancel);
    cluster.closeAsync().join();
    Sizes.delete(directory);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS / 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
