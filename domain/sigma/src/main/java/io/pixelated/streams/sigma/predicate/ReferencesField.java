package io.pixelated.streams.sigma.predicate;

import java.util.Objects;

/** Holds if a value of the field relates to a value of another field. */
public record ReferencesField(String other, Relation relation, boolean cased)
    implements FieldPredicate {

  private static final int CHARACTERS_PER_STEP = 8;

  /** How a value has to relate to the other field's value. */
  public enum Relation {
    EQUALS,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH
  }

  public ReferencesField {
    Objects.requireNonNull(other);
    Objects.requireNonNull(relation);
  }

  /**
   * Whether {@code value} relates to {@code reference}; nulls relate to nothing, nor does anything
   * once the event's budget is spent.
   */
  public boolean test(EventValue value, EventValue reference) {
    if (value.kind() == EventValue.Kind.NULL || reference.kind() == EventValue.Kind.NULL) {
      return false;
    }
    if (!value.budget().allows(1 + reference.length() / CHARACTERS_PER_STEP)) {
      return false;
    }
    String left = cased ? value.text() : value.folded();
    String right = cased ? reference.text() : reference.folded();
    return switch (relation) {
      case EQUALS -> left.equals(right);
      case CONTAINS -> new LinearSearch(right).indexIn(left, 0) >= 0;
      case STARTS_WITH -> left.startsWith(right);
      case ENDS_WITH -> left.endsWith(right);
    };
  }
}
