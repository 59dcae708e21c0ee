package io.pixelated.streams.sigma.match;

import java.util.List;

/** A node of a compiled rule. */
interface Test {

  boolean holds(Reading reading);

  /** Adds the values because of which the node holds; called only if it does. */
  void explain(Reading reading, Evidence evidence);

  /**
   * What an event must have for the node to hold: of each of these lists one anchor. Empty if
   * nothing can be said.
   */
  default List<List<Anchor>> requirements() {
    return List.of();
  }

  /** About the nanoseconds that {@link #holds} takes, to try cheap nodes first. */
  int cost();
}
