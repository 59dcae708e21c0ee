package io.pixelated.streams.bench.correlation.rules;

import static io.pixelated.streams.bench.correlation.figures.Figures.line;

import com.sun.management.OperatingSystemMXBean;
import io.pixelated.streams.bench.correlation.cluster.Cluster;
import io.pixelated.streams.bench.correlation.cluster.Cluster.Backend;
import io.pixelated.streams.bench.correlation.cluster.Counters;
import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.bench.correlation.cluster.Lane;
import io.pixelated.streams.bench.correlation.figures.Figures;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.RoutedMatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * How many matches a second does the correlation of 1,000 rules take, against an operator that only
 * reads and writes one value of state per event?
 *
 * <p>All run at once as jobs of one cluster, on RocksDB, and take turns: each is given the next
 * matches of the same stream while the others wait. First all windows are filled.
 */
public final class ManyRules {
  /** Bytes of the baseline's value: a count, a time and an id or two. */
  private static final int SMALL_VALUE = 100;

  /** Bytes of a value about as large as what a group of a rule remembers. */
  private static final int LARGE_VALUE = 500;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Cluster cluster;
  private final List<Runner> runners = new ArrayList<>();
  private final AtomicLong alerts = new AtomicLong();

  private ManyRules(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A job that takes its turns, and what they took. */
  private record Runner(
      Lane lane, JobID job, Feed<?> feed, List<Double> perSecond, List<Double> cpuMicros) {}

  /** Measures and prints. */
  public static void run(Path home, boolean quick, int rounds) throws Exception {
    try (Cluster cluster = Cluster.start(home, Backend.ROCKSDB, 4)) {
      new ManyRules(cluster).measure(Load.prepare(), quick, rounds);
    }
  }

  private void measure(Load load, boolean quick, int wanted) throws Exception {
    int rounds = wanted > 0 ? wanted : quick ? 5 : 15;
    long slice = quick ? 30_000 : 60_000;
    Feed<RoutedMatch> matches = load.matches();
    TypeInformation<RoutedMatch> type = TypeInformation.of(RoutedMatch.class);
    Runner ours =
        add("correlation", matches, type, stream -> Stages.correlate(stream, load.rules()));
    Runner same = add("read and write " + SMALL_VALUE + " B", matches, type, baseline(SMALL_VALUE));
    Runner large =
        add("read and write " + LARGE_VALUE + " B", matches, type, baseline(LARGE_VALUE));
    Runner keys =
        add(
            "the same, records of a key only",
            new Keys(matches),
            Types.STRING,
            stream ->
                stream.keyBy(key -> key, Types.STRING).process(new ReadAndWrite<>(SMALL_VALUE)));

    line("%n%,d rules, %,d groups, RocksDB, parallelism 1", Load.RULES, Load.GROUPS);
    for (Runner runner : runners) {
      long nanos = cluster.send(runner.lane(), runner.job(), runner.feed(), Load.warmUp(quick));
      line(
          "warm-up, %,d matches: %s at %,.0f/s",
          Load.warmUp(quick), runner.lane().name(), Load.warmUp(quick) * 1e9 / nanos);
    }
    long before = alerts.get();
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < runners.size(); turn++) {
        take(runners.get((round + turn) % runners.size()), slice);
      }
    }
    line("%n%-34s %-34s %s", "", "matches/s, median (quartiles)", "CPU µs/match, all threads");
    for (Runner runner : runners) {
      line(
          "%-34s %-34s %s",
          runner.lane().name(),
          Figures.spread(runner.perSecond(), "%,.0f"),
          Figures.spread(runner.cpuMicros(), "%.1f"));
    }
    List.of(same, large, keys).forEach(baseline -> tell(ours, baseline));
    line(
        "alerts of all states per 1,000 matches: %.1f",
        (alerts.get() - before) * 1e3 / (rounds * slice));
    long size = cluster.savepointSize(ours.job());
    line(
        "state in a canonical savepoint: %,d bytes, %,.0f for each of %,d groups",
        size, (double) size / Load.GROUPS, Load.GROUPS);
    line("counted: %s", Counters.of(ours.lane().name()));
  }

  private <T> Runner add(
      String name,
      Feed<T> feed,
      TypeInformation<T> type,
      Function<DataStream<T>, DataStream<?>> job)
      throws Exception {
    Lane lane = Lane.open(name, alert -> alerts.incrementAndGet());
    JobID id = cluster.start(lane, feed, type, stream -> job.apply(stream));
    Runner runner = new Runner(lane, id, feed, new ArrayList<>(), new ArrayList<>());
    runners.add(runner);
    return runner;
  }

  private void take(Runner runner, long slice) {
    long cpu = SYSTEM.getProcessCpuTime();
    long nanos = cluster.send(runner.lane(), runner.job(), runner.feed(), slice);
    runner.perSecond().add(slice * 1e9 / nanos);
    runner.cpuMicros().add((SYSTEM.getProcessCpuTime() - cpu) / 1e3 / slice);
  }

  private static Function<DataStream<RoutedMatch>, DataStream<?>> baseline(int size) {
    return matches ->
        matches.keyBy(RoutedMatch::key, Types.STRING).process(new ReadAndWrite<>(size));
  }

  private static void tell(Runner ours, Runner baseline) {
    List<Double> ratios = new ArrayList<>();
    List<Double> cpuRatios = new ArrayList<>();
    for (int round = 0; round < ours.perSecond().size(); round++) {
      ratios.add(ours.perSecond().get(round) / baseline.perSecond().get(round));
      cpuRatios.add(baseline.cpuMicros().get(round) / ours.cpuMicros().get(round));
    }
    line(
        "ratio to %-32s %s; of CPU time %s",
        baseline.lane().name(), Figures.spread(ratios, "%.2f"), Figures.spread(cpuRatios, "%.2f"));
  }
}
