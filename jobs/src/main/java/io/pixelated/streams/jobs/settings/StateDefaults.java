package io.pixelated.streams.jobs.settings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How jobs with much keyed state keep it, where Flink's configuration does not say otherwise. */
public final class StateDefaults {
  private StateDefaults() {}

  /**
   * Has RocksDB keep Bloom filters. Most groups are asked for first when they are not there yet;
   * without a filter each such question reads blocks from disk, so that an attacker who keeps
   * making up new groups slows the job down by a factor of 20 and more.
   */
  public static void apply(StreamExecutionEnvironment environment) {
    if (environment
        .getConfiguration()
        .getOptional(RocksDBConfigurableOptions.USE_BLOOM_FILTER)
        .isEmpty()) {
      Configuration defaults = new Configuration();
      defaults.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
      environment.configure(defaults);
    }
  }
}
