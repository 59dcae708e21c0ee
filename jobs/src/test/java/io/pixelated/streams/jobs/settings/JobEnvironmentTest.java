package io.pixelated.streams.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {
  @Test
  void takesCheckpointsUnasked() {
    assertThat(interval(new Configuration())).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void takesCheckpointsAsOftenAsFlinksConfigurationSays() {
    Configuration configured = new Configuration();
    configured.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));

    assertThat(interval(configured)).isEqualTo(Duration.ofMinutes(1));
  }

  private static Duration interval(Configuration configuration) {
    StreamExecutionEnvironment environment = JobEnvironment.of(configuration);
    environment.fromData(1).print();
    return Duration.ofMillis(
        environment.getStreamGraph().getCheckpointConfig().getCheckpointInterval());
  }
}
