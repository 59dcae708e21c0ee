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
}
