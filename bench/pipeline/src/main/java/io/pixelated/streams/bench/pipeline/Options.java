package io.pixelated.streams.bench.pipeline;

/**
 * What the benchmark is told.
 *
 * @param events benign events to simulate; attacks come on top
 * @param rounds counted rounds, after one to warm up
 * @param parallelism of both jobs, and partitions of their topics
 */
record Options(int events, int rounds, int parallelism) {
  private static final String USAGE =
      "options: --events N (default 300000), --rounds N (3), --parallelism N (2)";

  static Options read(String[] arguments) {
    int events = 300_000;
    int rounds = 3;
    int parallelism = 2;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE);
      }
      int number = Integer.parseInt(arguments[i + 1]);
      switch (arguments[i]) {
        case "--events" -> events = number;
        case "--rounds" -> rounds = number;
        case "--parallelism" -> parallelism = number;
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new Options(events, rounds, parallelism);
  }
}
