package io.pixelated.streams.bench.sigma.rulecount;

import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.bench.sigma.forks.CpuTime;
import io.pixelated.streams.bench.sigma.rulecount.SyntheticRules.Rewriting;
import io.pixelated.streams.sigma.match.RuleMatch;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same events under fewer and more rules. */
public class RuleCountBenchmark {
  private static final int WARMUP_EVENTS = 30_000;
  private static final long SEED = 3;

  /** Where rules come from. */
  public enum Origin {
    /** A sample of SigmaHQ's. */
    REAL,
    /** Like SigmaHQ's, with other words. */
    FRESH,
    /** SigmaHQ's, with some words changed by a letter. */
    MUTATED
  }

  /** An engine with so many rules, and the recordings, over and over. */
  @State(Scope.Thread)
  public static class Loaded {
    /** Parameters of JMH must be public fields. */
    @Param({"1000"})
    public int count;

    @Param({"REAL"})
    public Origin origin;

    private Engine engine;
    private byte[][] events;
    private int next;

    @Setup
    public void load() {
      engine = new Engine(RuleSet.of(rules()));
      events = Recordings.mixed().toArray(byte[][]::new);
      for (int i = 0; i < WARMUP_EVENTS; i++) {
        engine.matches(next());
      }
    }

    private List<DetectionRule> rules() {
      List<DetectionRule> real = RulePack.all();
      return switch (origin) {
        case REAL -> RulePack.sample(real, count);
        case FRESH -> new SyntheticRules(real, Rewriting.FRESH, SEED).make(count);
        case MUTATED -> new SyntheticRules(real, Rewriting.MUTATED, SEED).make(count);
      };
    }

    byte[] next() {
      next = next + 1 < events.length ? next + 1 : 0;
      return events[next];
    }
  }

  @Benchmark
  public List<RuleMatch> parseAndMatch(Loaded loaded, CpuTime time) {
    List<RuleMatch> matches = loaded.engine.match(loaded.engine.parse(loaded.next()));
    time.count(matches.size());
    return matches;
  }
}
