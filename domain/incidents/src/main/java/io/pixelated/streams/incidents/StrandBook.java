package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import java.util.List;

/**
 * All settled evidence that links the same entities: the keyed state of the operator that calls
 * {@link StrandKeeper}.
 *
 * @param links the entities, sorted
 * @param stretches the evidence by stretches of time, earliest first, bounded
 * @param toldAt the clock when the desk was last told of any, epoch milliseconds
 */
public record StrandBook(List<Entity> links, List<Stretch> stretches, long toldAt) {
  public StrandBook {
    links = List.copyOf(links);
    stretches = List.copyOf(stretches);
  }

  /**
   * Evidence with no quiet gap in it.
   *
   * @param cluster the evidence
   * @param told whether the desk knows of all of it
   */
  public record Stretch(Cluster cluster, boolean told) {}
}
