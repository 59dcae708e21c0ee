package io.pixelated.streams.sigma.predicate;

import java.util.Objects;

/** Holds for values whose text matches a pattern as a whole. */
public final class TextMatch implements ValuePredicate {

  /** Comparisons per character that are not worth counting. */
  private static final int FREE_COMPARISONS = 16;

  private final SigmaString pattern;
  private final boolean cased;
  private final Glob glob;
  private final int comparisons;

  public TextMatch(SigmaString pattern, boolean cased) {
    this.pattern = Objects.requireNonNull(pattern);
    this.cased = cased;
    this.glob = Glob.compile(pattern, cased);
    this.comparisons = glob.comparisons();
  }

  public SigmaString pattern() {
    return pattern;
  }

  public boolean cased() {
    return cased;
  }

  @Override
  public RequiredLiteral requiredLiteral() {
    return RequiredLiteral.of(pattern);
  }

  @Override
  public boolean isDecidedByLiteral() {
    return !cased && glob.isOneLiteral();
  }

  @Override
  public boolean test(EventValue value) {
    if (glob.isAnything()) {
      return true;
    }
    if (comparisons > FREE_COMPARISONS
        && !value.budget().allows((long) comparisons * value.length() / FREE_COMPARISONS)) {
      return false;
    }
    return glob.matches(cased ? value.text() : value.folded());
  }

  @Override
  public int cost() {
    return glob.cost();
  }

  @Override
  public String toString() {
    return pattern.toString();
  }
}
