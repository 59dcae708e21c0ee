package io.pixelated.streams.sigma.predicate;

/** A question about one value; a field satisfies it if any of its values does. */
public sealed interface ValuePredicate extends FieldPredicate
    permits TextMatch, NumberEquals, NumberCompare, BooleanEquals, InNetwork, RegexFind, TimePart {

  boolean test(EventValue value);

  /** What a value must have to satisfy this; empty text if nothing can be said. */
  default RequiredLiteral requiredLiteral() {
    return RequiredLiteral.NONE;
  }

  /** Whether a value that has the required literal always satisfies this. */
  default boolean isDecidedByLiteral() {
    return false;
  }

  /** What a test costs, to put cheap ones first: about the nanoseconds for a short text. */
  int cost();
}
