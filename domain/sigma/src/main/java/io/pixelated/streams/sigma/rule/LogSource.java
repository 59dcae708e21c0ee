package io.pixelated.streams.sigma.rule;

import java.util.Objects;
import java.util.Optional;

/** The events a rule applies to: what is given must hold, what is absent does not matter. */
public record LogSource(
    Optional<String> product, Optional<String> category, Optional<String> service) {

  public LogSource {
    Objects.requireNonNull(product);
    Objects.requireNonNull(category);
    Objects.requireNonNull(service);
  }

  /** Whether every event that {@code other} applies to is one that this applies to. */
  public boolean covers(LogSource other) {
    return covers(product, other.product)
        && covers(category, other.category)
        && covers(service, other.service);
  }

  private static boolean covers(Optional<String> mine, Optional<String> other) {
    return mine.isEmpty() || other.filter(mine.get()::equalsIgnoreCase).isPresent();
  }
}
