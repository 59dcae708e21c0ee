package io.pixelated.streams.bench.sigma.linearity;

import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.bench.sigma.forks.Table;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** A process that measures the CPU time of single events, all rules loaded, hostile ones too. */
public final class LinearityProbe {
  /** Argument that adds hostile rules. */
  static final String HOSTILE = "hostile";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int REPETITIONS = 5;

  /** An event that takes this long is not measured any larger. */
  private static final double HOPELESS_MILLIS = 1_000;

  private static final int WORST_REGEXES = 5;
  private static final int WARMUP_EVENTS = 10_000;
  private static final int SCRIPTS = 200;
  private static final int AT_64_KIB = 64 << 10;
  private static final int AT_1_MIB = 1 << 20;

  private final Table table = new Table(System.out);
  private final Map<Integer, Double> worst = new TreeMap<>();
  private final Engine engine;
  private final RuleSet rules;
  private final Literals literals;

  private LinearityProbe(boolean hostileRules) {
    List<DetectionRule> all = new ArrayList<>(RulePack.all());
    literals = new Literals(all);
    LoadResult hostile = HostileRules.load();
    if (hostileRules) {
      hostile.rules().forEach(rule -> all.add((DetectionRule) rule));
    }
    rules = RuleSet.of(all);
    engine = new Engine(rules);
    table.title(
        "CPU ms of one event, slowest of %d; %s, %,d rules"
            .formatted(
                REPETITIONS, hostileRules ? "SigmaHQ and hostile rules" : "SigmaHQ", all.size()));
    if (hostileRules) {
      hostile.rejections().forEach(r -> table.line("refused: %.100s", r.reason()));
    }
  }

  /** Measures; with hostile rules if told so. */
  public static void main(String[] arguments) {
    new LinearityProbe(List.of(arguments).contains(HOSTILE)).run();
  }

  private void run() {
    List<String> scripts = warmUp();
    StringBuilder head = new StringBuilder("%-30s".formatted(""));
    for (int size : HostileEvents.sizes()) {
      head.append("%8dK".formatted(size >> 10));
    }
    table.line("%s%9s", head, "matches");
    new HostileEvents(literals, scripts).kinds().forEach(this::row);
    worstRegexes().forEach(regex -> row(name(regex), size -> HostileEvents.bait(regex, size)));
    table.line("search steps of regexes ended by their bound: %,d", rules.overruns());
    table.line(
        "worst: %.1f ms at 64 KiB (to be under 50), %.1f ms at 1 MiB (to be under 1,000)",
        worst.get(AT_64_KIB), worst.get(AT_1_MIB));
  }

  /** Has the engine compiled by ordinary events; returns the scripts among them. */
  private List<String> warmUp() {
    List<String> scripts = new ArrayList<>();
    for (byte[] event : Recordings.mixed().subList(0, WARMUP_EVENTS)) {
      ParsedEvent parsed = engine.parse(event);
      engine.match(parsed);
      String script = parsed.first("ScriptBlockText");
      if (script != null && scripts.size() < SCRIPTS) {
        scripts.add(script);
      }
    }
    return scripts;
  }

  private void row(String name, IntFunction<byte[]> maker) {
    StringBuilder row = new StringBuilder("%-30s".formatted(name));
    int matches = 0;
    double slowest = 0;
    for (int size : HostileEvents.sizes()) {
      if (slowest > HOPELESS_MILLIS) {
        row.append("        -");
        worst.put(size, Double.POSITIVE_INFINITY);
        continue;
      }
      byte[] event = maker.apply(size);
      matches = engine.matches(event);
      slowest = 0;
      for (int i = 0; i < REPETITIONS && slowest < HOPELESS_MILLIS; i++) {
        slowest = Math.max(slowest, millis(event));
      }
      worst.merge(size, slowest, Math::max);
      row.append(String.format(Locale.ROOT, "%9.2f", slowest));
    }
    table.line("%s%9d", row, matches);
  }

  private List<Literals.Sought> worstRegexes() {
    Map<Literals.Sought, Double> cost = new HashMap<>();
    for (Literals.Sought regex : literals.regexes()) {
      byte[] event = HostileEvents.bait(regex, AT_64_KIB);
      millis(event);
      cost.put(regex, millis(event));
    }
    return cost.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(WORST_REGEXES)
        .map(Map.Entry::getKey)
        .toList();
  }

  private double millis(byte[] event) {
    long start = THREADS.getCurrentThreadCpuTime();
    engine.matches(event);
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static String name(Literals.Sought regex) {
    String text = "bait: " + regex.text();
    return text.length() <= 30 ? text : text.substring(0, 29) + '…';
  }
}
