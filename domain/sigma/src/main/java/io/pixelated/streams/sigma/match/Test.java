package io.pixelated.streams.sigma.match;

/** A node of a compiled rule. */
interface Test {

  boolean holds(Reading reading);

  /** Adds the values because of which the node holds; called only if it does. */
  void explain(Reading reading, Evidence evidence);

  /** About the nanoseconds that {@link #holds} takes, to try cheap nodes first. */
  int cost();
}
