package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RequiredLiteral;
import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import java.util.ArrayList;
import java.util.List;

/**
 * A literal by which the index finds a rule.
 *
 * @param slot of the field, or {@link #ANY_FIELD}
 * @param literal folded, and cut to what the index needs to tell rules apart
 */
record Anchor(int slot, String field, Position position, String literal) {

  /** In place of a slot: the literal may be in any value of the event. */
  static final int ANY_FIELD = -1;

  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 12;

  /**
   * One anchor for each predicate; empty if one of them gives none, because then the others prove
   * nothing.
   */
  static List<Anchor> ofAny(int slot, String field, List<ValuePredicate> predicates) {
    List<Anchor> anchors = new ArrayList<>(predicates.size());
    for (ValuePredicate predicate : predicates) {
      Anchor anchor = of(slot, field, predicate.requiredLiteral());
      if (anchor == null) {
        return List.of();
      }
      anchors.add(anchor);
    }
    return anchors;
  }

  /** Null if the literal is too short to be worth looking for. */
  private static Anchor of(int slot, String field, RequiredLiteral required) {
    String text = required.folded();
    if (required.position() == Position.WHOLE) {
      return new Anchor(slot, field, Position.WHOLE, text);
    }
    if (text.length() < MIN_LENGTH && !hasRareCharacter(text)) {
      return null;
    }
    int excess = Math.max(0, text.length() - MAX_LENGTH);
    String cut =
        required.position() == Position.END
            ? text.substring(excess)
            : text.substring(0, text.length() - excess);
    return new Anchor(slot, field, required.position(), cut);
  }

  /** Whether a character alone tells texts apart, as emoji do. */
  private static boolean hasRareCharacter(String text) {
    return text.chars().anyMatch(c -> c > 0xff);
  }

  /** How well a choice of anchors tells events apart; higher is better, none is worst. */
  static int selectivity(List<Anchor> anchors) {
    int weakest = Integer.MAX_VALUE;
    for (Anchor anchor : anchors) {
      int strength =
          switch (anchor.position()) {
            case WHOLE -> 3 * MAX_LENGTH;
            case END -> 2 * anchor.literal().length();
            case ANYWHERE -> anchor.literal().length();
          };
      weakest = Math.min(weakest, strength);
    }
    return anchors.isEmpty() ? -1 : weakest * 1_000 - Math.min(anchors.size(), 999);
  }
}
