package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Ids;
import java.util.List;
import java.util.Objects;

/**
 * Evidence that links the same entities, with no quiet gap in it: what the graph of evidence is
 * made of.
 *
 * <p>Whatever links one piece of a strand to other evidence links the whole strand, so that the
 * graph of strands falls into the same parts as the graph of all evidence.
 *
 * @param key digest of the links
 * @param links the entities, sorted
 * @param cluster the evidence
 */
record Strand(String key, List<Entity> links, Cluster cluster) {
  Strand {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(cluster, "cluster");
    links = List.copyOf(links);
  }

  static String key(List<Entity> links) {
    String[] parts = new String[2 * links.size()];
    for (int i = 0; i < links.size(); i++) {
      parts[2 * i] = links.get(i).type().name();
      parts[2 * i + 1] = links.get(i).value();
    }
    return Ids.of("strand", parts);
  }
}
