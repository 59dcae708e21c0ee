package io.pixelated.streams.bench.sigma.loading;

import io.pixelated.streams.bench.sigma.forks.Fork;
import io.pixelated.streams.bench.sigma.forks.Measured;
import io.pixelated.streams.bench.sigma.forks.Settings;
import io.pixelated.streams.bench.sigma.forks.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Times loading in fresh processes, where nothing is compiled yet, and in a warm one. */
public final class Loading {
  private static final int COLD_PROCESSES = 3;

  private final Settings settings;
  private final Table table;

  public Loading(Settings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  public void run() {
    table.title("All SigmaHQ rules, from files to ready; seconds");
    table.line("%-12s %6s %14s", "", "median", "from..to");
    for (String method : List.of("library", "rulebook")) {
      Fork fresh = Fork.singleCalls(settings, LoadingBenchmark.class, method, 0, 1);
      List<Double> cold =
          IntStream.range(0, settings.quick() ? 1 : COLD_PROCESSES)
              .mapToObj(i -> fresh.measure().mean())
              .toList();
      table.line(
          "%-12s %6.2f %6.2f .. %5.2f  fresh process",
          method,
          Table.median(cold),
          cold.stream().mapToDouble(s -> s).min().orElseThrow(),
          cold.stream().mapToDouble(s -> s).max().orElseThrow());
      Measured warm = Fork.singleCalls(settings, LoadingBenchmark.class, method, 4, 5).measure();
      table.line("%-12s %6.2f %6.2f .. %5.2f  warm", method, warm.median(), warm.min(), warm.max());
    }
  }
}
