package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RequiredLiteral;
import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import java.util.ArrayList;
import java.util.List;

/**
 * A literal in a field by which the index finds a rule.
 *
 * @param slot of the field, or {@link #ANY_FIELD}
 * @param literal folded
 */
record Anchor(int slot, Position position, String literal) {

  /** In place of a slot: the literal may be in any value of the event. */
  static final int ANY_FIELD = -1;

  /** Shorter ones are nearly everywhere. */
  private static final int SHORTEST_INNER = 2;

  /**
   * One anchor for each predicate, of which the event must then have one; empty if a predicate
   * gives none, because then the others prove nothing.
   */
  static List<List<Anchor>> ofAny(int slot, List<ValuePredicate> predicates) {
    List<Anchor> anchors = new ArrayList<>(predicates.size());
    for (ValuePredicate predicate : predicates) {
      RequiredLiteral required = predicate.requiredLiteral();
      Position position = required.position();
      if (slot == ANY_FIELD) {
        if (position == Position.NUMBER) {
          return List.of();
        }
        position = Position.ANYWHERE;
      }
      if (position == Position.ANYWHERE
          && required.folded().length() < SHORTEST_INNER
          && !WideCharacters.isWide(required.folded())) {
        return List.of();
      }
      anchors.add(new Anchor(slot, position, required.folded()));
    }
    return List.of(anchors);
  }

  /** Whether it is found without looking at every character of a value. */
  boolean isCheap() {
    return position != Position.ANYWHERE;
  }

  /** A guess at the share of events that have one of them. */
  static double likelihood(List<Anchor> anchors) {
    return Math.min(1, anchors.stream().mapToDouble(Anchor::likelihood).sum());
  }

  /** A guess at the share of events that have it, were it as rare as its length makes it. */
  double likelihood() {
    int length = literal.length();
    return switch (position) {
      case WHOLE -> length < 6 ? 0.2 : 0.02;
      case NUMBER -> 0.03;
      case END -> length < 5 ? 0.3 : length < 7 ? 0.05 : 0.01;
      case START -> length < 4 ? 0.5 : length < 11 ? 0.2 : 0.05;
      case ANYWHERE ->
          length == 1 ? 0.01 : length < 4 ? 0.4 : length < 7 ? 0.1 : length < 11 ? 0.02 : 0.005;
    };
  }
}
