package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.predicate.CaseFolding;
import io.pixelated.streams.sigma.predicate.SigmaString;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.Collection;
import java.util.List;

/**
 * What one value asks of a text, as far as it can be compared with what others ask.
 *
 * @param position where in the text the literal must be
 * @param literal folded; empty for {@link Position#ABSENT} and {@link Position#OTHER}
 */
record Shape(Position position, String literal) {

  private static final Shape OTHER = new Shape(Position.OTHER, "");

  enum Position {
    WHOLE,
    START,
    END,
    ANYWHERE,
    /** Null: the field has no value. */
    ABSENT,
    /** Nothing that can be compared. */
    OTHER
  }

  /** The shape of {@code value} under modifiers other than {@code all} and {@code neq}. */
  static Shape of(Collection<Modifier> modifiers, RuleValue value) {
    if (modifiers.isEmpty() && value instanceof RuleValue.Null) {
      return new Shape(Position.ABSENT, "");
    }
    if (modifiers.isEmpty() && value instanceof RuleValue.Numeric number) {
      return new Shape(Position.WHOLE, number.value().stripTrailingZeros().toPlainString());
    }
    if (value instanceof RuleValue.Text text) {
      Wildcards wildcards = Wildcards.of(text.raw());
      if (modifiers.isEmpty()) {
        return wildcards.position() == Position.OTHER
            ? OTHER
            : new Shape(wildcards.position(), fold(wildcards.core()));
      }
      if (wildcards.position() == Position.WHOLE) {
        List<Modifier> chain = List.copyOf(modifiers);
        String literal = fold(wildcards.core());
        if (chain.equals(List.of(Modifier.CONTAINS))) {
          return new Shape(Position.ANYWHERE, literal);
        }
        if (chain.equals(List.of(Modifier.STARTSWITH))) {
          return new Shape(Position.START, literal);
        }
        if (chain.equals(List.of(Modifier.ENDSWITH))) {
          return new Shape(Position.END, literal);
        }
      }
    }
    return OTHER;
  }

  private static String fold(String core) {
    return CaseFolding.fold(SigmaString.parse(core).plainText());
  }

  /** Whether one text cannot have both shapes. */
  boolean excludes(Shape other) {
    if (position == Position.OTHER || other.position == Position.OTHER) {
      return false;
    }
    if (position == Position.ABSENT || other.position == Position.ABSENT) {
      return position != other.position;
    }
    if (position == Position.ANYWHERE && other.position == Position.WHOLE) {
      return !other.literal.contains(literal);
    }
    if (other.position == Position.ANYWHERE) {
      return position == Position.WHOLE && !literal.contains(other.literal);
    }
    if (position == Position.WHOLE && other.position == Position.WHOLE) {
      return !literal.equals(other.literal);
    }
    return !agreeAtStart(other) || !agreeAtEnd(other);
  }

  private boolean agreeAtStart(Shape other) {
    if (!fixesStart() || !other.fixesStart()) {
      return true;
    }
    int common = commonLength(other, Position.START);
    return common >= 0 && literal.regionMatches(0, other.literal, 0, common);
  }

  private boolean agreeAtEnd(Shape other) {
    if (!fixesEnd() || !other.fixesEnd()) {
      return true;
    }
    int common = commonLength(other, Position.END);
    return common >= 0
        && literal.regionMatches(
            literal.length() - common, other.literal, other.literal.length() - common, common);
  }

  /** How many characters both fix; -1 if a whole text is shorter than the part it must have. */
  private int commonLength(Shape other, Position part) {
    int shorter = Math.min(literal.length(), other.literal.length());
    boolean tooShort =
        (position == Position.WHOLE && other.position == part && other.literal.length() > shorter)
            || (other.position == Position.WHOLE && position == part && literal.length() > shorter);
    return tooShort ? -1 : shorter;
  }

  private boolean fixesStart() {
    return position == Position.WHOLE || position == Position.START;
  }

  private boolean fixesEnd() {
    return position == Position.WHOLE || position == Position.END;
  }

  /** Whether every text of this shape has the other one as well. */
  boolean implies(Shape other) {
    if (position == Position.OTHER || position == Position.ABSENT) {
      return equals(other) && position == Position.ABSENT;
    }
    return switch (other.position) {
      case WHOLE -> equals(other);
      case START -> fixesStart() && literal.startsWith(other.literal);
      case END -> fixesEnd() && literal.endsWith(other.literal);
      case ANYWHERE -> literal.contains(other.literal);
      case ABSENT, OTHER -> false;
    };
  }
}
