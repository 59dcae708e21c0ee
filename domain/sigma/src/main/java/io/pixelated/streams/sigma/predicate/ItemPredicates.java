package io.pixelated.streams.sigma.predicate;

import java.util.List;

/**
 * A detection item with its modifiers applied.
 *
 * @param perValue for each value as written, the predicates of which one must hold
 * @param all whether every value must be satisfied, else one suffices
 * @param negated whether the whole item is turned around ({@code neq})
 */
public record ItemPredicates(List<List<FieldPredicate>> perValue, boolean all, boolean negated) {

  public ItemPredicates {
    perValue = perValue.stream().map(List::copyOf).toList();
  }
}
