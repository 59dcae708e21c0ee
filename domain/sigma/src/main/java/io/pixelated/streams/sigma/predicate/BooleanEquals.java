package io.pixelated.streams.sigma.predicate;

/** Holds for the boolean, and for text that spells it. */
public record BooleanEquals(boolean expected) implements ValuePredicate {

  @Override
  public boolean test(EventValue value) {
    return value.text().equalsIgnoreCase(expected ? "true" : "false");
  }

  @Override
  public RequiredLiteral requiredLiteral() {
    return RequiredLiteral.whole(Boolean.toString(expected));
  }

  @Override
  public boolean isDecidedByLiteral() {
    return true;
  }

  @Override
  public int cost() {
    return 2;
  }
}
