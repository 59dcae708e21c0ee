package io.pixelated.streams.sigma.predicate;

import java.util.Objects;

/** Holds if a value of the field relates to a value of another field. */
public record ReferencesField(String other, Relation relation, boolean cased)
    implements FieldPredicate {

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

  /** Whether {@code value} relates to {@code reference}; nulls relate to nothing. */
  public boolean test(EventValue value, EventValue reference) {
    if (value.kind() == EventValue.Kind.NULL || reference.kind() == EventValue.Kind.NULL) {
      return false;
    }
    String left = cased ? value.text() : value.folded();
    String right = cased ? reference.text() : reference.folded();
    return switch (relation) {
      case EQUALS -> left.equals(right);
      case CONTAINS -> left.contains(right);
      case STARTS_WITH -> left.startsWith(right);
      case ENDS_WITH -> left.endsWith(right);
    };
  }
}
