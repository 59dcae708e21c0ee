package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import java.util.Objects;
import java.util.Optional;

/**
 * What would fire if no other event came.
 *
 * @param time event time at which it would, epoch milliseconds
 * @param firing what it would be; empty where that was announced before and need not be told again
 */
record Foreseen(long time, Optional<Firing> firing) {
  Foreseen {
    Objects.requireNonNull(firing, "firing");
  }

  static Foreseen of(Firing firing) {
    return new Foreseen(firing.time(), Optional.of(firing));
  }

  /** What was announced at that time still holds. */
  static Foreseen known(long time) {
    return new Foreseen(time, Optional.empty());
  }
}
