package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the hubs that nobody has listed: entities that evidence names together with too many
 * others, over too many hours.
 *
 * <p>Many others alone do not make a hub: the address of an attacker has many victims, and they
 * belong together. It is one who has them all day long that is a proxy, or an account that
 * everybody uses. A function of the set of strands, whatever order they come in.
 */
final class LearnedHubs {
  /** More links than a strand has. */
  private static final int MOST_OTHERS = 64;

  private final int degree;
  private final int hours;

  LearnedHubs(IncidentPolicy.GroupingPolicy policy) {
    this.degree = policy.hubDegree();
    this.hours = policy.hubHours();
  }

  Set<Entity> of(Collection<Strand> strands) {
    Map<Entity, Integer> named = new HashMap<>();
    for (Strand strand : strands) {
      strand.links().forEach(link -> named.merge(link, 1, Integer::sum));
    }
    // An entity has no more hours than strands, and each strand brings at most a few others.
    named.values().removeIf(times -> times < hours || times * MOST_OTHERS < degree);
    if (named.isEmpty()) {
      return Set.of();
    }
    Map<Entity, Company> companies = new HashMap<>();
    for (Strand strand : strands) {
      for (Entity link : strand.links()) {
        if (named.containsKey(link)) {
          companies.computeIfAbsent(link, l -> new Company()).add(link, strand);
        }
      }
    }
    Set<Entity> hubs = new HashSet<>();
    companies.forEach(
        (entity, company) -> {
          if (company.others.size() >= degree && company.hours.size() >= hours) {
            hubs.add(entity);
          }
        });
    return hubs;
  }

  /** Whom an entity is named with, and in which hours. */
  private static final class Company {
    final Set<Entity> others = new HashSet<>();
    final Set<Long> hours = new HashSet<>();

    void add(Entity entity, Strand strand) {
      hours.add(Math.floorDiv(strand.cluster().lastTime(), Risk.HOUR));
      for (Entity other : strand.links()) {
        if (other.type() != EntityType.METHOD
            && other.type() != EntityType.SESSION
            && !other.equals(entity)) {
          others.add(other);
        }
      }
    }
  }
}
