package io.pixelated.streams.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.RocksDB;

class StateDefaultsTest {
  private final Configuration configured = new Configuration();

  @Test
  void keepsBloomFilters() {
    assertThat(usesBloomFilter()).isTrue();
  }

  @Test
  void isRidOfWhatWasDeletedWithinAWeek() {
    String factory = defaults().get(RocksDBOptions.OPTIONS_FACTORY);
    assertThat(factory).isEqualTo(SoonCompacted.class.getName());

    RocksDB.loadLibrary();
    try (ColumnFamilyOptions options = new ColumnFamilyOptions()) {
      assertThat(new SoonCompacted().createColumnOptions(options, List.of()).ttl())
          .isEqualTo(Duration.ofDays(7).toSeconds());
    }
  }

  @Test
  void doesWhatFlinksConfigurationSays() {
    configured.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, false);

    assertThat(usesBloomFilter()).isFalse();
  }

  private boolean usesBloomFilter() {
    return defaults().get(RocksDBConfigurableOptions.USE_BLOOM_FILTER);
  }

  private ReadableConfig defaults() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configured);
    StateDefaults.apply(environment);
    return environment.getConfiguration();
  }
}
