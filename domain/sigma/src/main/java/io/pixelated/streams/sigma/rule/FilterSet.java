package io.pixelated.streams.sigma.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Filters that hold together, each for the rules that it is for. */
public final class FilterSet {

  private final List<FilterRule> filters;

  private FilterSet(List<FilterRule> filters) {
    this.filters = filters;
  }

  /** The set of {@code filters}, whatever their order. */
  public static FilterSet of(Collection<FilterRule> filters) {
    return new FilterSet(filters.stream().sorted(Comparator.comparing(FilterRule::key)).toList());
  }

  /** {@code rule} with every filter that is for it; the same instance if there is none. */
  public DetectionRule applyTo(DetectionRule rule) {
    DetectionRule filtered = rule;
    for (FilterRule filter : filters) {
      if (filter.appliesTo(rule)) {
        filtered = filter.applyTo(filtered);
      }
    }
    return filtered;
  }
}
