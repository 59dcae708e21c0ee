package io.pixelated.streams.bench.correlation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the benchmark is told.
 *
 * @param questions what is to be measured
 * @param quick whether a rough figure suffices
 * @param rounds how often each throughput is measured; 0 for as many as are usual
 */
record Options(Set<Question> questions, boolean quick, int rounds) {
  private static final String USAGE =
      """
      usage: bench/run correlation QUESTION.. [--quick] [--rounds N]
        rules      1,000 rules and 100,000 groups on RocksDB against one read and one write of state per event
        latency    from a match to its provisional alert, at a moderate rate
        sequences  100 rules of three ordered steps against one Flink CEP operator per pattern
        attacker   10 million keys, and 10 million events of one key: memory and state
        --quick    a rough figure: fewer events, shorter rounds
        --rounds   how often each throughput is measured""";

  /** What can be asked. */
  enum Question {
    RULES,
    LATENCY,
    SEQUENCES,
    ATTACKER
  }

  static Options read(String[] arguments) {
    Set<Question> questions = EnumSet.noneOf(Question.class);
    boolean quick = false;
    int rounds = 0;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = number(arguments, ++i);
        default -> questions.add(question(arguments[i]));
      }
    }
    if (questions.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    return new Options(questions, quick, rounds);
  }

  private static Question question(String name) {
    for (Question question : Question.values()) {
      if (question.name().toLowerCase(Locale.ROOT).equals(name)) {
        return question;
      }
    }
    throw new IllegalArgumentException("there is no " + name + "\n" + USAGE);
  }

  private static int number(String[] arguments, int index) {
    try {
      return Integer.parseInt(arguments[index]);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a number\n" + USAGE, e);
    }
  }
}
