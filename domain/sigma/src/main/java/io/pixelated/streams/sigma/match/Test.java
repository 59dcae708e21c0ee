package io.pixelated.streams.sigma.match;

import java.util.List;

/** A node of a compiled rule. */
interface Test {

  boolean holds(Reading reading);

  /** Adds the values because of which the node holds; called only if it does. */
  void explain(Reading reading, Evidence evidence);

  /**
   * Literals of which an event must have at least one for the node to hold; empty if there is no
   * such choice.
   */
  default List<Anchor> anchors() {
    return List.of();
  }

  /** About the nanoseconds that {@link #holds} takes, to try cheap nodes first. */
  int cost();
}
