package io.pixelated.streams.sigma.rule;

import java.math.BigDecimal;
import java.util.Objects;

/** A value as a rule's author wrote it. */
public sealed interface RuleValue
    permits RuleValue.Text, RuleValue.Numeric, RuleValue.Bool, RuleValue.Null {

  /** Text, with Sigma's wildcards and escapes still in it. */
  record Text(String raw) implements RuleValue {
    public Text {
      Objects.requireNonNull(raw);
    }
  }

  record Numeric(BigDecimal value) implements RuleValue {
    public Numeric {
      Objects.requireNonNull(value);
    }
  }

  record Bool(boolean value) implements RuleValue {}

  record Null() implements RuleValue {}
}
