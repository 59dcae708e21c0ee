package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.RuleRewriter.Rewritten;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.FilterSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Detection rules as they run: with the filters that are for them, changed by pipelines. */
final class Tuning {
  private final RuleLoader loader;
  private final FilterSet filters;
  private final IdentityHashMap<DetectionRule, DetectionRule> tuned = new IdentityHashMap<>();

  Tuning(RuleLoader loader, Collection<FilterRule> filters) {
    this.loader = loader;
    this.filters = FilterSet.of(filters);
  }

  /**
   * The rule as it runs. By itself the pipelines let it pass, or its document would not run; if
   * they refuse it because of a filter, it is better without the filter than not at all.
   */
  DetectionRule of(DetectionRule rule) {
    return tuned.computeIfAbsent(
        rule, r -> rewritten(filters.applyTo(r)).or(() -> rewritten(r)).orElse(r));
  }

  /** {@code before} with the rules of {@code keys} as {@code rules} has them now. */
  RuleSet updated(RuleSet before, Set<String> keys, Map<String, Linked> rules) {
    if (before.size() == 0) {
      return RuleSet.of(rules.values().stream().map(linked -> of(linked.rule())).toList());
    }
    List<DetectionRule> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String key : keys) {
      Optional<DetectionRule> known = before.rule(key);
      Optional<DetectionRule> now =
          Optional.ofNullable(rules.get(key)).map(linked -> of(linked.rule()));
      if (now.isEmpty() && known.isPresent()) {
        removed.add(key);
      } else if (now.isPresent() && !now.equals(known)) {
        added.add(now.get());
      }
    }
    return added.isEmpty() && removed.isEmpty() ? before : before.changed(added, removed);
  }

  /** Keys of the {@code rules} that a filter reaches that is not in both. */
  static Set<String> reached(
      Map<String, FilterRule> before, Map<String, FilterRule> after, Map<String, Linked> rules) {
    Map<String, FilterRule> all = new LinkedHashMap<>(before);
    all.putAll(after);
    Set<FilterRule> changed = new LinkedHashSet<>();
    for (String key : all.keySet()) {
      FilterRule old = before.get(key);
      FilterRule now = after.get(key);
      if (old == null || !old.equals(now)) {
        Optional.ofNullable(old).ifPresent(changed::add);
        Optional.ofNullable(now).ifPresent(changed::add);
      }
    }
    return reached(changed, rules);
  }

  /** Keys of the {@code rules} that one of the filters is for. */
  static Set<String> reached(Collection<FilterRule> filters, Map<String, Linked> rules) {
    Set<String> keys = new LinkedHashSet<>();
    for (FilterRule filter : filters) {
      rules.forEach(
          (key, linked) -> {
            if (filter.appliesTo(linked.rule())) {
              keys.add(key);
            }
          });
    }
    return keys;
  }

  private Optional<DetectionRule> rewritten(DetectionRule rule) {
    return loader.rewrite(rule, reference -> Optional.empty()) instanceof Rewritten passed
        ? Optional.of((DetectionRule) passed.rule())
        : Optional.empty();
  }
}
