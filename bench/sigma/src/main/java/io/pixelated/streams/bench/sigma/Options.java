package io.pixelated.streams.bench.sigma;

import io.pixelated.streams.bench.sigma.forks.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the benchmark is told. */
record Options(Set<Question> questions, Settings settings) {
  private static final String USAGE =
      """
      usage: bench/run sigma [QUESTION..] [--quick] [--rounds N] [--heap SIZE] [--jvm OPTIONS] [--profile DIR]
        QUESTION  ratio, throughput, loading, change, memory, rulecount, linearity; all of them if none is named,
                  only ratio with --quick
        --quick   a rough figure within a minute and a half
        --rounds  how often throughput is measured (default 4; 2 with --quick)
        --heap    of the measured processes (default 3g)
        --jvm     their other options (default -XX:+UseParallelGC -Xmn64m -XX:+AlwaysPreTouch)
        --profile writes a flight recording of every throughput to DIR""";

  /** Short-lived events stay in the cache, and no page of the heap is new when time is taken. */
  private static final String JVM = "-XX:+UseParallelGC -Xmn64m -XX:+AlwaysPreTouch";

  /** What can be asked. */
  enum Question {
    RATIO,
    THROUGHPUT,
    LOADING,
    CHANGE,
    MEMORY,
    RULECOUNT,
    LINEARITY
  }

  static Options read(String[] arguments) {
    Set<Question> questions = EnumSet.noneOf(Question.class);
    boolean quick = false;
    int rounds = 0;
    String heap = "3g";
    String jvm = JVM;
    Optional<Path> profiles = Optional.empty();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
        case "--heap" -> heap = value(arguments, ++i);
        case "--jvm" -> jvm = value(arguments, ++i);
        case "--profile" -> profiles = Optional.of(Path.of(value(arguments, ++i)));
        default -> questions.add(question(arguments[i]));
      }
    }
    if (questions.isEmpty()) {
      questions = quick ? EnumSet.of(Question.RATIO) : EnumSet.allOf(Question.class);
    }
    if (rounds == 0) {
      rounds = quick ? 2 : 4;
    }
    String options = ("-Xms" + heap + " -Xmx" + heap + ' ' + jvm).trim();
    return new Options(
        questions, new Settings(quick, rounds, List.of(options.split("\\s+")), profiles));
  }

  private static Question question(String name) {
    for (Question question : Question.values()) {
      if (question.name().toLowerCase(Locale.ROOT).equals(name)) {
        return question;
      }
    }
    throw new IllegalArgumentException("there is no " + name + "\n" + USAGE);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value\n" + USAGE);
    }
    return arguments[index];
  }
}
