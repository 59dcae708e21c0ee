package io.pixelated.streams.bench.sigma.forks;

import io.pixelated.streams.bench.sigma.corpus.Corpora;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** One benchmark method with its parameters, measured in one fresh process at a time. */
public final class Fork {
  private final Settings settings;
  private final ChainedOptionsBuilder options;
  private final String name;

  private Fork(Settings settings, Class<?> benchmark, String method) {
    this.settings = settings;
    this.name = benchmark.getSimpleName() + '.' + method;
    this.options =
        new OptionsBuilder()
            .include(
                "^"
                    + benchmark.getName().replace(".", "\\.").replace("$", "\\$")
                    + "\\."
                    + method
                    + "$")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .forks(1)
            .threads(1)
            .jvmArgs(settings.jvm().toArray(String[]::new))
            .jvmArgsAppend(
                Corpora.locate()
                    .map(data -> new String[] {"-D" + Corpora.PROPERTY + '=' + data})
                    .orElseGet(() -> new String[0]));
  }

  /** Counts events a second of the method. */
  public static Fork throughput(
      Settings settings, Class<?> benchmark, String method, int warmup, int measured) {
    Fork fork = new Fork(settings, benchmark, method);
    fork.options
        .mode(Mode.Throughput)
        .warmupIterations(warmup)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(measured)
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(GCProfiler.class);
    settings
        .profiles()
        .ifPresent(dir -> fork.options.addProfiler(JavaFlightRecorderProfiler.class, "dir=" + dir));
    return fork;
  }

  /** Times single calls of the method, after some that do not count. */
  public static Fork singleCalls(
      Settings settings, Class<?> benchmark, String method, int warmup, int measured) {
    Fork fork = new Fork(settings, benchmark, method);
    fork.options.mode(Mode.SingleShotTime).warmupIterations(warmup).measurementIterations(measured);
    return fork;
  }

  /** Gives the benchmark's parameters values. */
  public Fork with(Map<String, String> parameters) {
    parameters.forEach(options::param);
    return this;
  }

  /**
   * What the method measured in one more process.
   *
   * @throws IllegalStateException if it failed
   */
  public Measured measure() {
    Collection<RunResult> results;
    try {
      results = new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException(name + " failed; see above", e);
    }
    if (results.size() != 1) {
      throw new IllegalStateException(name + " is not exactly one benchmark");
    }
    RunResult result = results.iterator().next();
    Statistics iterations = result.getPrimaryResult().getStatistics();
    return new Measured(
        iterations.getMean(),
        iterations.getPercentile(50),
        iterations.getMin(),
        iterations.getMax(),
        secondary(result, "gc.alloc.rate.norm"),
        secondary(result, "cpuNanos") / secondary(result, "events"),
        secondary(result, "matches") / secondary(result, "events"));
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    return found == null ? Double.NaN : found.getScore();
  }

  /** The settings it runs with. */
  public Settings settings() {
    return settings;
  }
}
