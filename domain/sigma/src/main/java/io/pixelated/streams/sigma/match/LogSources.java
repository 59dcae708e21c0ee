package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.rule.LogSource;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The log sources one event belongs to. A rule applies if each product, category and service that
 * it gives is among them; letter case does not matter.
 */
public final class LogSources {

  private final Set<String> products;
  private final Set<String> categories;
  private final Set<String> services;
  private final int hash;

  public LogSources(Set<String> products, Set<String> categories, Set<String> services) {
    this.products = lowerCase(products);
    this.categories = lowerCase(categories);
    this.services = lowerCase(services);
    this.hash =
        (this.products.hashCode() * 31 + this.categories.hashCode()) * 31
            + this.services.hashCode();
  }

  public Set<String> products() {
    return products;
  }

  public Set<String> categories() {
    return categories;
  }

  public Set<String> services() {
    return services;
  }

  /** Whether rules of {@code logSource} apply to the event. */
  public boolean include(LogSource logSource) {
    return logSource.product().map(p -> products.contains(lower(p))).orElse(true)
        && logSource.category().map(c -> categories.contains(lower(c))).orElse(true)
        && logSource.service().map(s -> services.contains(lower(s))).orElse(true);
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream().map(LogSources::lower).collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof LogSources that
            && hash == that.hash
            && products.equals(that.products)
            && categories.equals(that.categories)
            && services.equals(that.services));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "products " + products + ", categories " + categories + ", services " + services;
  }
}
