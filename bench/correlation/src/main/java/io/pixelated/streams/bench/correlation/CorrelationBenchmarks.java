package io.pixelated.streams.bench.correlation;

import io.pixelated.streams.bench.correlation.Options.Question;
import io.pixelated.streams.bench.correlation.attacker.Attacker;
import io.pixelated.streams.bench.correlation.rules.Latency;
import io.pixelated.streams.bench.correlation.rules.ManyRules;
import io.pixelated.streams.bench.correlation.sequences.ManySequences;
import java.nio.file.Path;

/** Asks the questions of the command line, one after the other. */
public final class CorrelationBenchmarks {
  private CorrelationBenchmarks() {}

  /** Runs them; options as {@code bench/run} says. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path home = Path.of(System.getProperty("streams.home", "."), ".local", "bench");
    for (Question question : options.questions()) {
      switch (question) {
        case RULES -> ManyRules.run(home, options.quick(), options.rounds());
        case LATENCY -> Latency.run(home, options.quick());
        case SEQUENCES -> ManySequences.run(home, options.quick());
        case ATTACKER -> Attacker.run(home, options.quick());
      }
    }
    // Flink leaves threads behind that are not daemons.
    System.exit(0);
  }
}
