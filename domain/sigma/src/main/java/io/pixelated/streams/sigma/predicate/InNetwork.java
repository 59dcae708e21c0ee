package io.pixelated.streams.sigma.predicate;

import java.util.Objects;

/** Holds for IP addresses inside a network, IPv4 or IPv6. */
public record InNetwork(IpNetwork network) implements ValuePredicate {

  public InNetwork {
    Objects.requireNonNull(network);
  }

  @Override
  public boolean test(EventValue value) {
    return network.contains(value.text());
  }

  @Override
  public int cost() {
    return 60;
  }
}
