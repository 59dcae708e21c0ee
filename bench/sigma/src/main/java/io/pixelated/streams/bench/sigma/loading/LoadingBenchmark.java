package io.pixelated.streams.bench.sigma.loading;

import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.match.RuleSet;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** From files to rules that are ready to match. */
public class LoadingBenchmark {
  /** As the library does it. */
  @Benchmark
  public RuleSet library() {
    return RuleSet.of(RulePack.all());
  }

  /** As jobs and the command line do it, correlations and all. */
  @Benchmark
  public LoadedRules rulebook() {
    return Rulebook.load(List.of(RulePack.directory()));
  }
}
