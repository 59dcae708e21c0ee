package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import java.util.List;

/**
 * Strands that belong together: an incident, or what may become one.
 *
 * @param strands the strands, by the time of their first evidence
 */
record Component(List<Strand> strands) {
  Component {
    strands = List.copyOf(strands);
  }

  long firstTime() {
    return strands.get(0).cluster().firstTime();
  }

  /**
   * What tells one component from every other of its time, and what its id is derived from.
   *
   * <p>Two components in one step of the quiet gap cannot share one: an entity that links would
   * have joined them.
   *
   * @param entity the first linking entity of the earliest strand, by the policy's order of types
   * @param alone the key of that strand if all it names are hubs, which tie it to nothing else;
   *     else empty
   */
  record Anchor(Entity entity, String alone) {}
}
