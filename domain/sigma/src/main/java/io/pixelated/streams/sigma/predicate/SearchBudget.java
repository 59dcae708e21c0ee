package io.pixelated.streams.sigma.predicate;

/**
 * The steps that the regular expressions of all rules may take over one event, besides those that
 * are one per character. One event cannot stall the engine, whatever the rules.
 */
public final class SearchBudget {

  private static final long FIXED_STEPS = 1_000_000;
  private static final long STEPS_PER_CHARACTER = 40;

  private long left;

  private SearchBudget(long steps) {
    this.left = steps;
  }

  /** The budget for an event with that many characters. */
  public static SearchBudget of(long characters) {
    return new SearchBudget(FIXED_STEPS + STEPS_PER_CHARACTER * characters);
  }

  /** A budget for one search. */
  public static SearchBudget ofSteps(long steps) {
    return new SearchBudget(steps);
  }

  /**
   * Takes steps.
   *
   * @throws Exhausted if there are none left
   */
  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** Ends a search. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }
}
