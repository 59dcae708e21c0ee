package io.pixelated.streams.bench.sigma.throughput;

import io.pixelated.streams.bench.sigma.forks.Child;
import io.pixelated.streams.bench.sigma.forks.Fork;
import io.pixelated.streams.bench.sigma.forks.Measured;
import io.pixelated.streams.bench.sigma.forks.Settings;
import io.pixelated.streams.bench.sigma.forks.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures every method in turns, so that whatever else the machine does hits all of them alike,
 * and compares each with the baseline of its own round.
 */
public final class Throughput {
  private static final String BASELINE = "tokenize";

  private final Settings settings;
  private final Table table;

  public Throughput(Settings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  /** The ratios alone, in one process. */
  public void paired() {
    new Child(settings.jvm(), PairedProbe.class, List.of(settings.quick() ? "2" : "5")).show();
  }

  public void run() {
    Map<String, Fork> forks = new LinkedHashMap<>();
    forks.put(BASELINE, fork(BASELINE, 2, 3));
    if (!settings.quick()) {
      forks.put("bindToMap", fork("bindToMap", 2, 3));
    }
    forks.put("parse", fork("parse", 3, 4));
    forks.put("match", fork("match", 3, 4));
    forks.put("parseAndMatch", fork("parseAndMatch", 3, 4));
    if (!settings.quick()) {
      forks.put("parseDescribeAndDetect", fork("parseDescribeAndDetect", 3, 4));
    }
    Map<String, List<Measured>> figures = new LinkedHashMap<>();
    for (int round = 0; round < settings.rounds(); round++) {
      forks.forEach(
          (name, fork) ->
              figures.computeIfAbsent(name, n -> new ArrayList<>()).add(fork.measure()));
    }
    tell(figures);
  }

  private Fork fork(String method, int warmup, int measured) {
    return Fork.throughput(settings, ThroughputBenchmark.class, method, warmup, measured);
  }

  private void tell(Map<String, List<Measured>> figures) {
    table.title("Open recordings, all SigmaHQ rules, one thread; ratios to tokenizing, same round");
    table.line(
        "%-24s %10s %8s %15s %11s %9s %9s",
        "", "events/s", "ratio", "from..to", "CPU ratio", "B/event", "matches");
    List<Measured> baseline = figures.get(BASELINE);
    figures.forEach(
        (name, rounds) -> {
          List<Double> ratios = new ArrayList<>();
          List<Double> cpuRatios = new ArrayList<>();
          for (int round = 0; round < rounds.size(); round++) {
            ratios.add(rounds.get(round).mean() / baseline.get(round).mean());
            cpuRatios.add(baseline.get(round).cpuNanos() / rounds.get(round).cpuNanos());
          }
          table.line(
              "%-24s %,10.0f %8.3f %6.3f .. %5.3f %11.3f %,9.0f %9.4f",
              name,
              Table.median(rounds.stream().map(Measured::mean).toList()),
              Table.median(ratios),
              ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
              ratios.stream().mapToDouble(r -> r).max().orElseThrow(),
              Table.median(cpuRatios),
              Table.median(rounds.stream().map(Measured::allocated).toList()),
              Table.median(rounds.stream().map(Measured::matches).toList()));
        });
  }
}
