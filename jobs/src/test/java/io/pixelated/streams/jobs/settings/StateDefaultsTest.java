package io.pixelated.streams.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class StateDefaultsTest {
  private final Configuration configured = new Configuration();

  @Test
  void keepsBloomFilters() {
    assertThat(usesBloomFilter()).isTrue();
  }

  @Test
  void doesWhatFlinksConfigurationSays() {
    configured.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, false);

    assertThat(usesBloomFilter()).isFalse();
  }

  private boolean usesBloomFilter() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configured);
    StateDefaults.apply(environment);
    return environment.getConfiguration().get(RocksDBConfigurableOptions.USE_BLOOM_FILTER);
  }
}
