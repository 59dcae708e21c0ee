package io.pixelated.streams.jobs.settings;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where jobs are defined that run for good. */
public final class JobEnvironment {
  static final Duration CHECKPOINTING_INTERVAL = Duration.ofSeconds(10);

  private JobEnvironment() {}

  /**
   * An environment that takes checkpoints, every 10 s where Flink's configuration says nothing:
   * without them nothing that is written exactly once would ever be seen, and a job that fails
   * would not start again.
   *
   * @param configuration Flink's options, over those of the cluster that the job is submitted to
   */
  public static StreamExecutionEnvironment of(Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    if (environment
        .getConfiguration()
        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .isEmpty()) {
      Configuration defaults = new Configuration();
      defaults.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTING_INTERVAL);
      environment.configure(defaults);
    }
    return environment;
  }
}
