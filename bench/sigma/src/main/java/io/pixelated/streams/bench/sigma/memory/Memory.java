package io.pixelated.streams.bench.sigma.memory;

import io.pixelated.streams.bench.sigma.forks.Child;
import io.pixelated.streams.bench.sigma.forks.Table;
import java.util.Arrays;
import java.util.List;

/** Asks fresh processes of several heap sizes what they hold. */
public final class Memory {
  private static final List<String> HEAPS = List.of("128m", "192m", "256m");
  private static final double MIB = 1 << 20;

  private final Table table;

  public Memory(Table table) {
    this.table = table;
  }

  public void run() {
    table.title("All SigmaHQ rules, indexed for every kind of event; MiB");
    table.line(
        "%-10s %12s %12s %12s %9s %9s %9s",
        "-Xmx", "heap empty", "rules loaded", "all indexed", "non-heap", "RSS", "most RSS");
    for (String heap : HEAPS) {
      Child child = new Child(List.of("-Xmx" + heap), MemoryProbe.class, List.of());
      double[] mib =
          Arrays.stream(child.run().get(0).split(" "))
              .mapToDouble(bytes -> Long.parseLong(bytes) / MIB)
              .toArray();
      table.line(
          "%-10s %12.1f %12.1f %12.1f %9.1f %9.1f %9.1f",
          heap, mib[0], mib[1], mib[2], mib[3], mib[4], mib[5]);
    }
  }
}
