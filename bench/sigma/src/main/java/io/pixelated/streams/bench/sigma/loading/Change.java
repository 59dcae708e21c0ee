package io.pixelated.streams.bench.sigma.loading;

import io.pixelated.streams.bench.sigma.forks.Fork;
import io.pixelated.streams.bench.sigma.forks.Measured;
import io.pixelated.streams.bench.sigma.forks.Settings;
import io.pixelated.streams.bench.sigma.forks.Table;
import java.util.List;

/** Times the first change in a process and later ones. */
public final class Change {
  private final Settings settings;
  private final Table table;

  public Change(Settings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  public void run() {
    table.title("One changed rule, until it decides on an event, all SigmaHQ rules loaded; ms");
    table.line("%-18s %8s %8s %8s", "", "first", "median", "max");
    for (String method : List.of("ruleSet", "ruleSetEveryKind", "rulebook")) {
      Measured first = Fork.singleCalls(settings, ChangeBenchmark.class, method, 0, 1).measure();
      Measured later = Fork.singleCalls(settings, ChangeBenchmark.class, method, 5, 30).measure();
      table.line(
          "%-18s %8.1f %8.1f %8.1f",
          method, first.mean() * 1e3, later.median() * 1e3, later.max() * 1e3);
    }
  }
}
