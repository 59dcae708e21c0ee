package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Evidence;
import java.util.Comparator;
import java.util.Objects;

/**
 * A piece of evidence as it is kept.
 *
 * @param evidence the evidence
 * @param standalone whether its rule may raise an incident by itself
 * @param primary the entity that it is about most of all
 */
public record Holding(Evidence evidence, boolean standalone, Entity primary) {
  /** By event time, equal times by id. */
  static final Comparator<Holding> BY_TIME =
      Comparator.comparingLong((Holding h) -> h.evidence().time())
          .thenComparing(h -> h.evidence().id());

  /** The most telling first: what opens an incident, then by level, alerts before detections. */
  static final Comparator<Holding> TELLING =
      Comparator.comparing(Holding::opens, Comparator.reverseOrder())
          .thenComparing(h -> h.evidence().rule().level(), Comparator.reverseOrder())
          .thenComparing(h -> h.evidence().kind(), Comparator.reverseOrder())
          .thenComparing(BY_TIME);

  public Holding {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(primary, "primary");
  }

  boolean opens() {
    return Signal.opens(evidence, standalone);
  }
}
