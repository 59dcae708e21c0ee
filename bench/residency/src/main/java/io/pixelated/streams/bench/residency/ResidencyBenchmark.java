package io.pixelated.streams.bench.residency;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures the check, and prints one table. */
public final class ResidencyBenchmark {
  private ResidencyBenchmark() {}

  /** Runs it; {@code --quick} for a look that is no figure. */
  public static void main(String[] arguments) throws RunnerException {
    List<String> given = Arrays.asList(arguments);
    boolean quick = given.equals(List.of("--quick"));
    if (!given.isEmpty() && !quick) {
      System.err.println("bench/run residency: the only option is --quick");
      System.exit(2);
    }
    // others may be measuring as well; what they disturb shows in the error
    System.setProperty("jmh.ignoreLock", "true");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + CheckBenchmark.class.getName().replace(".", "\\.") + "\\.")
            .threads(1)
            .shouldFailOnError(true)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 3 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 2 : 5)
            .measurementTime(TimeValue.seconds(1));
    if (quick) {
      options.param("people", "1000");
    }
    new Runner(options.build()).run();
  }
}
