package io.pixelated.streams.sigma.predicate;

import java.util.Objects;
import java.util.Set;

/**
 * Holds for values in which a regular expression occurs. Patterns of RE2 syntax run in linear time;
 * the others (look-around, back-references) run on the JDK's engine. All searches over one event
 * share a {@linkplain SearchBudget budget}; one that exceeds it counts as not found.
 */
public final class RegexFind implements ValuePredicate {

  /** What {@code re|i|m|s} change. */
  public enum Flag {
    IGNORE_CASE,
    MULTI_LINE,
    DOT_ALL
  }

  private final String regex;
  private final Set<Flag> flags;
  private final RegexEngine engine;
  private final RegexHints hints;

  /**
   * Compiles the expression.
   *
   * @throws InvalidItem if {@code regex} is not a regular expression or too large a one
   */
  public RegexFind(String regex, Set<Flag> flags) {
    this.regex = Objects.requireNonNull(regex);
    this.flags = Set.copyOf(flags);
    this.hints = RegexHints.of(regex);
    this.engine = RegexEngine.compile(regex, this.flags, hints);
  }

  @Override
  public RequiredLiteral requiredLiteral() {
    return new RequiredLiteral(RequiredLiteral.Position.ANYWHERE, hints.literal());
  }

  @Override
  public boolean test(EventValue value) {
    try {
      return engine.find(value);
    } catch (SearchBudget.Exhausted e) {
      value.budget().ended();
      return false;
    }
  }

  /** Whether every search takes time linear in the text. */
  public boolean isLinear() {
    return !(engine instanceof RegexEngine.Backtracking);
  }

  @Override
  public int cost() {
    return engine.cost();
  }

  @Override
  public String toString() {
    return "/" + regex + "/" + flags;
  }
}
