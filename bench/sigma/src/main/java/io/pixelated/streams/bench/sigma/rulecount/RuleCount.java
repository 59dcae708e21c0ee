package io.pixelated.streams.bench.sigma.rulecount;

import io.pixelated.streams.bench.sigma.forks.Fork;
import io.pixelated.streams.bench.sigma.forks.Measured;
import io.pixelated.streams.bench.sigma.forks.Settings;
import io.pixelated.streams.bench.sigma.forks.Table;
import io.pixelated.streams.bench.sigma.rulecount.RuleCountBenchmark.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures all numbers of rules in turns. */
public final class RuleCount {
  private static final int MOST_ROUNDS = 2;

  private static final List<Case> CASES =
      List.of(
          new Case(Origin.REAL, 100),
          new Case(Origin.REAL, 1_000),
          new Case(Origin.REAL, 3_700),
          new Case(Origin.FRESH, 1_000),
          new Case(Origin.FRESH, 30_000),
          new Case(Origin.MUTATED, 1_000),
          new Case(Origin.MUTATED, 30_000));

  private final Settings settings;
  private final Table table;

  private record Case(Origin origin, int count) {}

  public RuleCount(Settings settings, Table table) {
    this.settings = settings;
    this.table = table;
  }

  public void run() {
    List<List<Measured>> figures = new ArrayList<>();
    CASES.forEach(c -> figures.add(new ArrayList<>()));
    int rounds = settings.quick() ? 1 : Math.min(settings.rounds(), MOST_ROUNDS);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < CASES.size(); i++) {
        figures.get(i).add(measured(CASES.get(i)));
      }
    }
    table.title("Open recordings under fewer and more rules, bytes in, matches out");
    table.line(
        "%-8s %7s %10s %10s %9s %9s", "rules", "", "events/s", "CPU ns/ev", "B/event", "matches");
    for (int i = 0; i < CASES.size(); i++) {
      List<Measured> rows = figures.get(i);
      table.line(
          "%-8s %,7d %,10.0f %,10.0f %,9.0f %9.4f",
          CASES.get(i).origin().name().toLowerCase(Locale.ROOT),
          CASES.get(i).count(),
          Table.median(rows.stream().map(Measured::mean).toList()),
          Table.median(rows.stream().map(Measured::cpuNanos).toList()),
          Table.median(rows.stream().map(Measured::allocated).toList()),
          Table.median(rows.stream().map(Measured::matches).toList()));
    }
  }

  private Measured measured(Case rules) {
    return Fork.throughput(settings, RuleCountBenchmark.class, "parseAndMatch", 3, 4)
        .with(Map.of("count", Integer.toString(rules.count()), "origin", rules.origin().name()))
        .measure();
  }
}
