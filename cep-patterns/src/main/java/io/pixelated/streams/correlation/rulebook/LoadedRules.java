package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.Rejection;
import java.util.List;
import java.util.Objects;

/**
 * Rules from files.
 *
 * @param rulebook the rules that are good and fit together
 * @param rejections why the others are not in it
 */
public record LoadedRules(Rulebook rulebook, List<Rejection> rejections) {
  public LoadedRules {
    Objects.requireNonNull(rulebook, "rulebook");
    rejections = List.copyOf(rejections);
  }
}
