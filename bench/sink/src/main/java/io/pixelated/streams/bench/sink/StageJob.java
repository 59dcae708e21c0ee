package io.pixelated.streams.bench.sink;

import io.pixelated.streams.connectors.cleared.ClearedType;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.DatabaseStage;
import io.pixelated.streams.residency.Cleared;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The rows stored by the product's stage in a Flink job of its own, with a checkpoint a second. */
final class StageJob {
  /** In this process, as the job runs in it; else they would travel in the job graph. */
  private static volatile Cleared[] records = {};

  private static final AtomicLong FIRST = new AtomicLong();

  private StageJob() {}

  /** Returns the nanoseconds from the first record to the end: starting Flink is not counted. */
  static long run(Cleared[] all, DatabaseSettings database, int parallelism) throws Exception {
    records = all;
    FIRST.set(0);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.enableCheckpointing(1000);
    DatabaseStage.store(
            environment
                .fromSequence(0, all.length - 1L)
                .map(new Pick())
                .returns(ClearedType.INSTANCE),
            database)
        .sinkTo(new DiscardingSink<>());
    environment.execute("bench sink");
    return System.nanoTime() - FIRST.get();
  }

  /** Gives the record of a number. */
  private static final class Pick extends RichMapFunction<Long, Cleared> {
    private static final long serialVersionUID = 1L;

    @Override
    public Cleared map(Long index) {
      if (FIRST.get() == 0) {
        FIRST.compareAndSet(0, System.nanoTime());
      }
      return records[index.intValue()];
    }
  }
}
