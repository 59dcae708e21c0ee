package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.jobs.rules.RuleGenerations;
import java.util.function.Supplier;

/** Thins bundles out as their rules would. */
final class RuleThinner implements Bundles.Thinner {
  private final Supplier<RuleGenerations> generations;

  RuleThinner(Supplier<RuleGenerations> generations) {
    this.generations = generations;
  }

  @Override
  public RoutedMatch thin(RoutedMatch bundle) {
    return bundle;
  }
}
