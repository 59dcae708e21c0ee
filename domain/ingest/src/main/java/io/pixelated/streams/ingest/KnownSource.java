package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.rule.LogSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is known of an event's log source while more is found out; names in lower case. */
final class KnownSource {
  private final Set<String> categories = new LinkedHashSet<>();
  private final Set<String> services = new LinkedHashSet<>();
  private String product;

  /**
   * What is known at first.
   *
   * @param product empty if unknown
   */
  KnownSource(String product) {
    this.product = product;
  }

  String product() {
    return product;
  }

  Set<String> categories() {
    return categories;
  }

  Set<String> services() {
    return services;
  }

  /** Whether the event is of everything that {@code source} names. */
  boolean covers(LogSource source) {
    return (source.product().isEmpty() || source.product().get().equals(product))
        && within(source.category(), categories)
        && within(source.service(), services);
  }

  /** Whether the event may be of {@code source}: its product is that one, or open. */
  boolean mayBe(LogSource source) {
    boolean productOnly = source.category().isEmpty() && source.service().isEmpty();
    return source.product().isEmpty()
        || source.product().get().equals(product)
        || (productOnly && product.isEmpty());
  }

  void add(LogSource source) {
    product = source.product().orElse(product);
    source.category().ifPresent(categories::add);
    source.service().ifPresent(services::add);
  }

  private static boolean within(Optional<String> name, Set<String> known) {
    return name.isEmpty() || known.contains(name.get());
  }
}
