package io.pixelated.streams.bench.sigma.memory;

import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.KindsOfEvents;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that loads all rules, indexes them for every kind of event, and says what it then
 * holds: heap in use after garbage collection, memory of the JVM beside the heap, memory the system
 * has given the process now and at most.
 */
public final class MemoryProbe {
  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryProbe() {}

  /** Prints the figures in one line, in bytes. */
  public static void main(String[] arguments) throws IOException {
    long before = heap();
    List<DetectionRule> rules = RulePack.all();
    Engine engine = new Engine(RuleSet.of(rules));
    long loaded = heap();
    try {
      KindsOfEvents.declared(rules).forEach(engine::matches);
      Recordings.forEach(engine::matches);
      System.out.printf(
          "%d %d %d %d %d %d%n",
          before,
          loaded,
          heap(),
          ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted(),
          status("VmRSS"),
          status("VmHWM"));
    } finally {
      Reference.reachabilityFence(engine);
    }
  }

  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Bytes that Linux reports of this process; 0 elsewhere. */
  private static long status(String key) throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key + ':'))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
