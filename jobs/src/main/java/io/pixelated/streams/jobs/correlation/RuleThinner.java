package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.jobs.rules.RuleGenerations;
import java.util.function.Supplier;

/** Leaves out of bundles what their rules would leave out of a group that holds too much. */
final class RuleThinner implements Bundles.Thinner {
  private static final Limits LIMITS = Limits.standard();

  private final Supplier<RuleGenerations> generations;

  /**
   * @param generations the rules; of a generation that is not there yet, nothing is left out
   */
  RuleThinner(Supplier<RuleGenerations> generations) {
    this.generations = generations;
  }

  @Override
  public RoutedMatch thin(RoutedMatch bundle) {
    return generations
        .get()
        .numbered(bundle.generation())
        .flatMap(generation -> generation.rulebook().correlation(bundle.correlation()))
        .map(rule -> Thinning.of(rule, LIMITS).bundle(bundle.events()))
        .map(
            kept ->
                new RoutedMatch(
                    bundle.correlation(),
                    bundle.depth(),
                    bundle.generation(),
                    bundle.group(),
                    kept.events(),
                    bundle.thinned() + kept.thinned()))
        .orElse(bundle);
  }
}
