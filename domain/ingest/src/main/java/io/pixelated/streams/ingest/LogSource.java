package io.pixelated.streams.ingest;

import io.pixelated.streams.events.EventSource;
import io.pixelated.streams.sigma.match.LogSources;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * What kind of log an event is from. It has at most one product; it may be of several categories
 * and services at once, the first of each being the most telling.
 *
 * @param source the first of each, as other records carry it
 * @param categories all categories
 * @param services all services
 */
public record LogSource(EventSource source, Set<String> categories, Set<String> services) {
  public LogSource {
    Objects.requireNonNull(source, "source");
    categories = Set.copyOf(categories);
    services = Set.copyOf(services);
  }

  static LogSource of(String format, KnownSource known) {
    return new LogSource(
        new EventSource(
            format, known.product(), first(known.categories()), first(known.services())),
        known.categories(),
        known.services());
  }

  private static String first(Collection<String> names) {
    return names.isEmpty() ? "" : names.iterator().next();
  }

  /** The same, as rules ask for it. */
  LogSources forRules() {
    String product = source.product();
    return new LogSources(product.isEmpty() ? Set.of() : Set.of(product), categories, services);
  }

  /** Whether rules of a Sigma log source apply; null stands for any. */
  public boolean belongsTo(String product, String category, String service) {
    return (product == null || product.equals(source.product()))
        && (category == null || categories.contains(category))
        && (service == null || services.contains(service));
  }
}
