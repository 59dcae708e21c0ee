package io.pixelated.streams.sigma.predicate;

/**
 * The steps that all rules together may take over one event beyond those that are few per
 * character: in regular expressions that go astray, in comparing every value with every other. One
 * event cannot stall the engine, whatever the rules. For one thread.
 */
public final class SearchBudget {

  private static final long FIXED_STEPS = 1_000_000;
  private static final long STEPS_PER_CHARACTER = 40;

  private long left;
  private int overruns;

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

  /** How often something was left undone because there were no steps left. */
  public int overruns() {
    return overruns;
  }

  /** Takes steps; counts it if there are none left. */
  public boolean allows(long steps) {
    left -= steps;
    if (left < 0) {
      overruns++;
      return false;
    }
    return true;
  }

  /**
   * Takes steps in the midst of a search.
   *
   * @throws Exhausted if there are none left
   */
  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** Counts a search that was ended. */
  void ended() {
    overruns++;
  }

  /** Ends a search. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }
}
