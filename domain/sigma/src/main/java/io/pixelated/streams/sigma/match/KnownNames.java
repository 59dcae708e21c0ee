package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The names in the log sources of rules. Events may declare any name; those that no rule knows make
 * no kind of events of their own.
 */
final class KnownNames {

  static final KnownNames NONE = new KnownNames(Set.of(), Set.of(), Set.of());

  private static final int MOST_REMEMBERED = 1_024;

  private final Set<String> products;
  private final Set<String> categories;
  private final Set<String> services;
  private final Map<LogSources, LogSources> remembered = new ConcurrentHashMap<>();

  private KnownNames(Set<String> products, Set<String> categories, Set<String> services) {
    this.products = Set.copyOf(products);
    this.categories = Set.copyOf(categories);
    this.services = Set.copyOf(services);
  }

  /** These and the names of {@code rules}. */
  KnownNames with(Collection<DetectionRule> rules) {
    Set<String> moreProducts = new HashSet<>(products);
    Set<String> moreCategories = new HashSet<>(categories);
    Set<String> moreServices = new HashSet<>(services);
    boolean more = false;
    for (DetectionRule rule : rules) {
      LogSource source = rule.logSource();
      more |= add(source.product(), moreProducts);
      more |= add(source.category(), moreCategories);
      more |= add(source.service(), moreServices);
    }
    return more ? new KnownNames(moreProducts, moreCategories, moreServices) : this;
  }

  private static boolean add(Optional<String> name, Set<String> names) {
    return name.isPresent() && names.add(name.get().toLowerCase(Locale.ROOT));
  }

  /** {@code sources} without the names that no rule knows. */
  LogSources knownOf(LogSources sources) {
    LogSources known = remembered.get(sources);
    if (known == null) {
      known =
          new LogSources(
              common(sources.products(), products),
              common(sources.categories(), categories),
              common(sources.services(), services));
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(sources, known);
    }
    return known;
  }

  private static Set<String> common(Set<String> names, Set<String> known) {
    return names.stream().filter(known::contains).collect(Collectors.toUnmodifiableSet());
  }
}
