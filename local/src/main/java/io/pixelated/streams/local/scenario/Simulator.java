package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** Makes simulations of scenarios. */
public final class Simulator {
  private Simulator() {}

  /**
   * The simulation of this scenario under this seed whose event time ends at {@code end}; the same
   * three give the same events, byte for byte.
   */
  public static Simulation of(Scenario scenario, long seed, Instant end) {
    return new Simulation(scenario, seed, end);
  }
}
