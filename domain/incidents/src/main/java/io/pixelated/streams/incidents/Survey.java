package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds what stands: which strands belong together, and what all of their evidence comes to.
 *
 * <p>A function of the set of strands. What it found last it remembers only to save work: joining
 * is what costs, and a component that is as it was is not joined again.
 */
final class Survey {
  private final ClusterJoin clusters;
  private final Components components;
  private final LearnedHubs learnedHubs;
  private final IncidentView view;

  private IdentityHashMap<Cluster, Standing> byFirst = new IdentityHashMap<>();
  private Set<Entity> hubs = Set.of();

  Survey(IncidentPolicy policy, ClusterJoin clusters, IncidentView view) {
    this.clusters = clusters;
    this.components = new Components(policy);
    this.learnedHubs = new LearnedHubs(policy.grouping());
    this.view = view;
  }

  /** What stands, by the time of its first evidence. */
  List<Standing> of(List<Strand> strands) {
    Set<Entity> hubsNow = learnedHubs.of(strands);
    if (!hubsNow.equals(hubs)) {
      // Ids are derived from what links.
      hubs = hubsNow;
      byFirst.clear();
    }
    IdentityHashMap<Cluster, Standing> now = new IdentityHashMap<>();
    List<Standing> found = new ArrayList<>();
    for (Component component : components.of(strands, hubs::contains)) {
      Cluster first = component.strands().get(0).cluster();
      Standing standing = standing(component, byFirst.get(first));
      now.put(first, standing);
      found.add(standing);
    }
    byFirst = now;
    return found;
  }

  private Standing standing(Component component, Standing before) {
    if (before != null && isSame(before.component().strands(), component.strands())) {
      return before;
    }
    Cluster whole = component.strands().get(0).cluster();
    for (Strand strand : component.strands().subList(1, component.strands().size())) {
      whole = clusters.join(whole, strand.cluster());
    }
    return new Standing(view.id(component, hubs::contains), component, whole);
  }

  private static boolean isSame(List<Strand> a, List<Strand> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).cluster().equals(b.get(i).cluster())) {
        return false;
      }
    }
    return true;
  }
}
