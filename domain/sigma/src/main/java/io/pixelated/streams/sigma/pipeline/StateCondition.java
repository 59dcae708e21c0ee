package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.pipeline.RuleAttribute.Operation;
import io.pixelated.streams.sigma.rule.RuleValue;

/** Compares a variable of the pipelines' state, whatever it is asked of. */
record StateCondition(String key, RuleValue value, Operation operation)
    implements RuleCondition, ItemCondition, FieldCondition {

  @Override
  public boolean holds(Processing processing) {
    RuleValue actual = processing.state().get(key);
    if (actual == null) {
      return false;
    }
    if (actual instanceof RuleValue.Numeric left && value instanceof RuleValue.Numeric right) {
      return operation.holds(left.value().compareTo(right.value()));
    }
    if (actual.getClass() != value.getClass()) {
      return operation == Operation.NE;
    }
    return operation.holds(text(actual).compareTo(text(value)));
  }

  @Override
  public boolean holds(Part.Item item, Processing processing) {
    return holds(processing);
  }

  @Override
  public boolean holds(String field, Processing processing) {
    return holds(processing);
  }

  static String text(RuleValue value) {
    if (value instanceof RuleValue.Text text) {
      return text.raw();
    }
    if (value instanceof RuleValue.Numeric number) {
      return number.value().toPlainString();
    }
    return value instanceof RuleValue.Bool bool ? String.valueOf(bool.value()) : "null";
  }
}
