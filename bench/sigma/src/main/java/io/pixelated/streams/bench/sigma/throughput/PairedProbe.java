package io.pixelated.streams.bench.sigma.throughput;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.bench.sigma.forks.Table;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.match.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that takes every method over the same few events, one right after the other, again and
 * again: what disturbs the machine then disturbs all of them, and their ratios hold even where
 * others work on it.
 */
public final class PairedProbe {
  private static final String BASELINE = "tokenize";
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int SLICE = 500;

  private final JsonFactory factory = new JsonFactory();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Engine engine = new Engine(RuleSet.of(RulePack.all()));
  private final ParsedEvent[] parsed = new ParsedEvent[SLICE];
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
  private long seen;

  /** What one slice took, per event. */
  private record Cost(double cpuNanos, double bytes) {}

  private interface Method {
    long take(byte[] event, int index) throws IOException;
  }

  private PairedProbe() {}

  /** Measures for so many rounds over all events, after one that does not count. */
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    PairedProbe probe = new PairedProbe();
    List<byte[]> events = Recordings.mixed();
    for (int round = 0; round <= rounds; round++) {
      if (round <= 1) {
        probe.costs.clear();
      }
      for (int from = 0; from + SLICE <= events.size(); from += SLICE) {
        probe.measure(events.subList(from, from + SLICE));
      }
    }
    probe.tell();
  }

  private void measure(List<byte[]> events) {
    measure(BASELINE, events, (event, i) -> tokens(event));
    measure("bindToMap", events, (event, i) -> mapper.readValue(event, Map.class).size());
    measure("parse", events, this::parse);
    measure("match", events, (event, i) -> engine.match(parsed[i]).size());
    measure("parseAndMatch", events, (event, i) -> engine.match(engine.parse(event)).size());
  }

  private void measure(String name, List<byte[]> events, Method method) {
    long id = Thread.currentThread().getId();
    long bytes = THREAD.getThreadAllocatedBytes(id);
    long start = THREAD.getCurrentThreadCpuTime();
    try {
      for (int i = 0; i < events.size(); i++) {
        seen += method.take(events.get(i), i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double nanos = THREAD.getCurrentThreadCpuTime() - start;
    bytes = THREAD.getThreadAllocatedBytes(id) - bytes;
    costs
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(new Cost(nanos / events.size(), (double) bytes / events.size()));
  }

  private long parse(byte[] event, int index) {
    parsed[index] = engine.parse(event);
    return parsed[index].size();
  }

  private long tokens(byte[] event) throws IOException {
    long tokens = 0;
    try (JsonParser parser = factory.createParser(event)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private void tell() {
    Table table = new Table(System.out);
    table.title(
        "Open recordings, all SigmaHQ rules, one thread, %d events at a time in turns; CPU"
            .formatted(SLICE));
    table.line("%-14s %9s %8s %16s %9s", "", "ns/event", "ratio", "quarter..3/4", "B/event");
    List<Cost> baseline = costs.get(BASELINE);
    costs.forEach(
        (name, slices) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < slices.size(); i++) {
            ratios.add(baseline.get(i).cpuNanos() / slices.get(i).cpuNanos());
          }
          ratios.sort(null);
          table.line(
              "%-14s %,9.0f %8.3f %7.3f .. %5.3f %,9.0f",
              name,
              Table.median(slices.stream().map(Cost::cpuNanos).toList()),
              Table.median(ratios),
              ratios.get(ratios.size() / 4),
              ratios.get(ratios.size() * 3 / 4),
              slices.stream().mapToDouble(Cost::bytes).average().orElse(0));
        });
    if (seen == 0) {
      throw new IllegalStateException("nothing was read");
    }
  }
}
