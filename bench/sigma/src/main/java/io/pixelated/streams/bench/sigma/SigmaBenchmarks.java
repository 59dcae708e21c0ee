package io.pixelated.streams.bench.sigma;

import io.pixelated.streams.bench.sigma.Options.Question;
import io.pixelated.streams.bench.sigma.corpus.Corpora;
import io.pixelated.streams.bench.sigma.forks.Settings;
import io.pixelated.streams.bench.sigma.forks.Table;
import io.pixelated.streams.bench.sigma.linearity.Linearity;
import io.pixelated.streams.bench.sigma.loading.Change;
import io.pixelated.streams.bench.sigma.loading.Loading;
import io.pixelated.streams.bench.sigma.memory.Memory;
import io.pixelated.streams.bench.sigma.rulecount.RuleCount;
import io.pixelated.streams.bench.sigma.throughput.Throughput;

/** Asks the questions of the command line, one after the other. */
public final class SigmaBenchmarks {
  private SigmaBenchmarks() {}

  /** Runs them; options as {@code bench/run} says. */
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (Corpora.locate().isEmpty()) {
      System.out.println(
          "There is nothing to measure on: shared/data is not here; -D"
              + Corpora.PROPERTY
              + "=DIR in STREAMS_JAVA_OPTS says where.");
      return;
    }
    // others may be measuring as well; what they disturb shows in the spread
    System.setProperty("jmh.ignoreLock", "true");
    Table table = new Table(System.out);
    for (Question question : options.questions()) {
      ask(question, options.settings(), table);
    }
  }

  private static void ask(Question question, Settings settings, Table table) {
    switch (question) {
      case RATIO -> new Throughput(settings, table).paired();
      case THROUGHPUT -> new Throughput(settings, table).run();
      case LOADING -> new Loading(settings, table).run();
      case CHANGE -> new Change(settings, table).run();
      case MEMORY -> new Memory(table).run();
      case RULECOUNT -> new RuleCount(settings, table).run();
      case LINEARITY -> new Linearity(settings).run();
    }
  }
}
