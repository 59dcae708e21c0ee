package io.pixelated.streams.sigma.predicate;

import java.math.BigDecimal;

/** Holds for the same number, however it is written, in a number or in text. */
public record NumberEquals(BigDecimal expected, String plain) implements ValuePredicate {

  public NumberEquals(BigDecimal expected) {
    this(expected, expected.toPlainString());
  }

  @Override
  public boolean test(EventValue value) {
    if (plain.equals(value.text())) {
      return true;
    }
    BigDecimal number = value.number();
    return number != null && number.compareTo(expected) == 0;
  }

  @Override
  public RequiredLiteral requiredLiteral() {
    return RequiredLiteral.number(expected);
  }

  @Override
  public int cost() {
    return 3;
  }
}
