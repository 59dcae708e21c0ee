package io.pixelated.streams.bench.audit;

/**
 * What the benchmark is told.
 *
 * @param entries how many verdicts the chains hold
 * @param anchorEvery how many of them an anchor follows
 * @param rounds how often each rate is measured
 * @param flips how many bytes are flipped anywhere, beside those in every member of an entry
 */
record Options(int entries, int anchorEvery, int rounds, int flips) {
  private static final String USAGE =
      """
      usage: bench/run audit [--quick] [--entries N] [--anchor-every N] [--rounds N] [--flips N]
        --entries       verdicts in the 24 chains (1000000)
        --anchor-every  entries of a chain between two signatures (1000)
        --rounds        how often each rate is measured (5)
        --flips         bytes anywhere that are flipped, one at a time, beside each member of an entry of each kind (20)
        --quick         a tenth of it all""";

  static Options read(String[] arguments) {
    int entries = 1_000_000;
    int anchorEvery = 1_000;
    int rounds = 5;
    int flips = 20;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--entries" -> entries = number(arguments, ++i);
        case "--anchor-every" -> anchorEvery = number(arguments, ++i);
        case "--rounds" -> rounds = number(arguments, ++i);
        case "--flips" -> flips = number(arguments, ++i);
        case "--quick" -> {
          entries = 100_000;
          rounds = 3;
          flips = 5;
        }
        default -> throw new IllegalArgumentException("what is " + arguments[i] + "?\n" + USAGE);
      }
    }
    return new Options(entries, anchorEvery, rounds, flips);
  }

  private static int number(String[] arguments, int index) {
    try {
      int number = Integer.parseInt(arguments[index]);
      if (number > 0) {
        return number;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(arguments[index - 1] + " needs a number\n" + USAGE);
  }
}
