package io.pixelated.streams.jobs.settings;

import java.time.Duration;
import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Has RocksDB be rid of what was deleted within about a week, in state that is still written to. It
 * only notes what is deleted, and drops it from its files, and so from incremental checkpoints,
 * when these are compacted. Files of state that nobody writes to any more may stay as they are.
 */
public final class SoonCompacted implements RocksDBOptionsFactory {
  /** How old a file becomes before what it notes reaches the oldest files. */
  static final Duration WITHIN = Duration.ofDays(7);

  private static final long serialVersionUID = 1L;

  @Override
  public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
    return current;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
    return current.setTtl(WITHIN.toSeconds());
  }
}
