package io.pixelated.streams.jobs.settings;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How jobs with much keyed state keep it, where Flink's configuration does not say otherwise. */
public final class StateDefaults {
  private StateDefaults() {}

  /**
   * Has RocksDB keep Bloom filters, and be {@linkplain SoonCompacted rid of what was deleted}.
   *
   * <p>Most groups are asked for first when they are not there yet; without a filter each such
   * question reads blocks from disk, so that an attacker who keeps making up new groups slows the
   * job down by a factor of 20 and more.
   */
  public static void apply(StreamExecutionEnvironment environment) {
    Configuration defaults = new Configuration();
    set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true, environment, defaults);
    set(RocksDBOptions.OPTIONS_FACTORY, SoonCompacted.class.getName(), environment, defaults);
    environment.configure(defaults);
  }

  private static <T> void set(
      ConfigOption<T> option,
      T value,
      StreamExecutionEnvironment environment,
      Configuration defaults) {
    if (environment.getConfiguration().getOptional(option).isEmpty()) {
      defaults.set(option, value);
    }
  }
}
