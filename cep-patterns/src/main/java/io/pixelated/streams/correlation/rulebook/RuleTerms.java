package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.RuleLoader;
import java.util.Objects;

/**
 * On what terms a rulebook takes rules in.
 *
 * @param loader reads them, and changes them by pipelines
 * @param depth how many correlations may lie on top of each other
 */
record RuleTerms(RuleLoader loader, int depth) {
  RuleTerms {
    Objects.requireNonNull(loader, "loader");
    if (depth < 1) {
      throw new IllegalArgumentException(
          "streams.correlation.depth is " + depth + ": it must be at least 1");
    }
  }
}
