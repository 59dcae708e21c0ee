package io.pixelated.streams.bench.sink;

/**
 * What the benchmark is told.
 *
 * @param rows rows of a round
 * @param rounds counted rounds, after one to warm up
 * @param parallelism of the stage
 */
record Options(int rows, int rounds, int parallelism) {
  private static final String USAGE =
      "options: --rows N (default 200000), --rounds N (5), --parallelism N (1)";

  static Options read(String[] arguments) {
    int rows = 200_000;
    int rounds = 5;
    int parallelism = 1;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE);
      }
      int number = Integer.parseInt(arguments[i + 1]);
      switch (arguments[i]) {
        case "--rows" -> rows = number;
        case "--rounds" -> rounds = number;
        case "--parallelism" -> parallelism = number;
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new Options(rows, rounds, parallelism);
  }
}
