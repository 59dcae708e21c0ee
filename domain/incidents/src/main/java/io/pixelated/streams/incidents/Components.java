package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds which strands belong together: those that share an entity, no hub, within the quiet gap.
 *
 * <p>A function of the set of strands, whatever order they are given in.
 */
final class Components {
  private final IncidentPolicy policy;

  Components(IncidentPolicy policy) {
    this.policy = policy;
  }

  /**
   * The connected components, by the time of their first evidence.
   *
   * @param isHub which entities link nothing although evidence names them as links
   */
  List<Component> of(Collection<Strand> strands, Predicate<Entity> isHub) {
    List<Strand> all = new ArrayList<>(strands);
    all.sort(
        Comparator.comparingLong((Strand s) -> s.cluster().firstTime()).thenComparing(Strand::key));
    Parts parts = new Parts(all.size());
    Map<Object, Reach> reaches = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Strand strand = all.get(i);
      boolean alone = true;
      for (Entity link : strand.links()) {
        if (!isHub.test(link)) {
          alone = false;
          reach(reaches, link, policy.gap(link), strand, i, parts);
        }
      }
      if (alone) {
        reach(reaches, strand.key(), policy.quietMillis(), strand, i, parts);
      }
    }
    Map<Integer, List<Strand>> members = new HashMap<>();
    List<List<Strand>> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<Strand> part = members.get(parts.find(i));
      if (part == null) {
        part = new ArrayList<>();
        members.put(parts.find(i), part);
        found.add(part);
      }
      part.add(all.get(i));
    }
    return found.stream().map(Component::new).toList();
  }

  /** Strands come by first time, so that what reaches any earlier one reaches the latest end. */
  private void reach(
      Map<Object, Reach> reaches, Object by, long gap, Strand strand, int index, Parts parts) {
    Cluster cluster = strand.cluster();
    Reach before = reaches.get(by);
    if (before == null || before.last + gap < cluster.firstTime()) {
      reaches.put(by, new Reach(index, cluster.lastTime()));
      return;
    }
    parts.join(before.index, index);
    reaches.put(by, new Reach(index, Math.max(before.last, cluster.lastTime())));
  }

  private record Reach(int index, long last) {}

  /** The smallest of the earliest strands' anchors: equal times have no order of their own. */
  Component.Anchor anchor(Component component, Predicate<Entity> isHub) {
    long first = component.firstTime();
    return component.strands().stream()
        .takeWhile(s -> s.cluster().firstTime() == first)
        .map(s -> anchor(s, isHub))
        .min(
            Comparator.comparing(Component.Anchor::entity, byType())
                .thenComparing(Component.Anchor::alone))
        .orElseThrow();
  }

  Component.Anchor anchor(Strand strand, Predicate<Entity> isHub) {
    return strand.links().stream()
        .filter(link -> !isHub.test(link))
        .min(byType())
        .map(entity -> new Component.Anchor(entity, ""))
        .orElseGet(
            () ->
                new Component.Anchor(
                    strand.links().stream().min(byType()).orElseThrow(), strand.key()));
  }

  private Comparator<Entity> byType() {
    List<EntityType> order = policy.grouping().order();
    return Comparator.comparingInt(
            (Entity e) -> order.contains(e.type()) ? order.indexOf(e.type()) : order.size())
        .thenComparing(Comparator.naturalOrder());
  }

  /** Disjoint sets of indices. */
  private static final class Parts {
    private final int[] parent;

    Parts(int size) {
      parent = new int[size];
      for (int i = 0; i < size; i++) {
        parent[i] = i;
      }
    }

    int find(int index) {
      int root = index;
      while (parent[root] != root) {
        parent[root] = parent[parent[root]];
        root = parent[root];
      }
      return root;
    }

    void join(int a, int b) {
      parent[find(a)] = find(b);
    }
  }
}
