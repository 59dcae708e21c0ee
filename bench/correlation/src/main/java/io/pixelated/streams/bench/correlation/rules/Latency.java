package io.pixelated.streams.bench.correlation.rules;

import static io.pixelated.streams.bench.correlation.figures.Figures.line;

import io.pixelated.streams.bench.correlation.cluster.Cluster;
import io.pixelated.streams.bench.correlation.cluster.Cluster.Backend;
import io.pixelated.streams.bench.correlation.cluster.Lane;
import io.pixelated.streams.bench.correlation.figures.Figures;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How long after a match is sent is the provisional alert there that it completes, with 1,000 rules
 * and matches coming at a steady rate?
 *
 * <p>Time runs from the moment at which a match was due: one that waits for those before it waits
 * on the clock.
 */
public final class Latency {
  private static final long PACE_MILLIS = 2;

  /** Told by the end of the lane only. */
  private static final class Delays {
    private final long[] micros = new long[4_000_000];
    private int count;
    private boolean counting;

    /** Begins anew. */
    synchronized void begin() {
      count = 0;
      counting = true;
    }

    /** What was taken since the beginning, sorted. */
    synchronized long[] end() {
      counting = false;
      return Figures.sorted(micros, count);
    }

    synchronized void take(Object arrived) {
      Alert alert = (Alert) arrived;
      if (counting && alert.state() == AlertState.PROVISIONAL && count < micros.length) {
        micros[count] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime()) - alert.observed();
        count++;
      }
    }
  }

  private Latency() {}

  /** Measures and prints. */
  public static void run(Path home, boolean quick) throws Exception {
    Load load = Load.prepare();
    try (Cluster cluster = Cluster.start(home, Backend.ROCKSDB, 1)) {
      Delays delays = new Delays();
      Lane lane = Lane.open("correlation", delays::take);
      JobID job =
          cluster.start(
              lane,
              load.matches(),
              TypeInformation.of(RoutedMatch.class),
              stream -> Stages.correlate(stream, load.rules()));
      cluster.send(lane, job, load.matches(), Load.warmUp(quick));
      line("%n%,d rules, %,d groups, RocksDB: provisional alerts", Load.RULES, Load.GROUPS);
      for (int rate : new int[] {2_000, 10_000}) {
        delays.begin();
        pace(lane, rate, quick ? 10 : 60);
        cluster.await(lane, job, load.matches().watermark(lane.limit() - 1));
        long[] sorted = delays.end();
        line(
            "%,d matches/s: %,d alerts, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, slowest %.1f ms",
            rate,
            sorted.length,
            Figures.quantile(sorted, 0.5) / 1e3,
            Figures.quantile(sorted, 0.95) / 1e3,
            Figures.quantile(sorted, 0.99) / 1e3,
            Figures.quantile(sorted, 1) / 1e3);
      }
    }
  }

  private static void pace(Lane lane, int rate, int seconds) {
    long start = System.nanoTime();
    long steps = TimeUnit.SECONDS.toMillis(seconds) / PACE_MILLIS;
    long each = rate * PACE_MILLIS / 1000;
    for (long step = 1; step <= steps; step++) {
      long due = start + TimeUnit.MILLISECONDS.toNanos(step * PACE_MILLIS);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      lane.release(each);
    }
  }
}
