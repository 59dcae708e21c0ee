package io.pixelated.streams.local.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this JVM, with its web UI. */
final class LocalFlink implements AutoCloseable {
  private static final int HIGHEST_PORTS_TRIED = 200;

  private final MiniCluster cluster;

  private LocalFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts a cluster with the given task slots; its UI takes {@code uiPort} or the next free. */
  static LocalFlink start(Path directory, int uiPort, int slots) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(directory, uiPort, slots))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    LocalFlink flink = new LocalFlink(cluster);
    try {
      cluster.start();
    } catch (Exception e) {
      flink.close();
      throw e;
    }
    return flink;
  }

  MiniCluster cluster() {
    return cluster;
  }

  URI uiAddress() {
    return cluster.getRestAddress().join();
  }

  private static Configuration configuration(Path directory, int uiPort, int slots) {
    Configuration c = new Configuration();
    c.set(RestOptions.ADDRESS, "localhost");
    c.set(RestOptions.BIND_ADDRESS, "localhost");
    c.set(RestOptions.BIND_PORT, uiPort + "-" + Math.min(65_535, uiPort + HIGHEST_PORTS_TRIED));
    c.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    // The product's classes are in this process; a job jar that is submitted brings them again.
    c.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    c.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    c.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    c.set(PipelineOptions.OBJECT_REUSE, true);
    c.set(PipelineOptions.GENERIC_TYPES, false);
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96L * slots));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    // One process: a lost TaskManager shows at once.
    c.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, Duration.ofSeconds(30));
    return c;
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
