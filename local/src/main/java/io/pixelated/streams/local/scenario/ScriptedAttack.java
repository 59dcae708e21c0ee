package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One attack that a simulation plays, as ground truth.
 *
 * @param id unique within the simulation, such as {@code password-spray/eu-central-1/1}
 * @param entities by region, the users, hosts, addresses and client networks that take part
 * @param start time of its first event
 * @param end time of its last event
 * @param techniques ATT&CK technique ids
 * @param events how many of the simulation's events belong to it
 */
public record ScriptedAttack(
    String id,
    AttackKind kind,
    Map<String, Set<String>> entities,
    Instant start,
    Instant end,
    List<String> techniques,
    int events) {
  /** How long after its last event an attack may still be the reason of a new incident. */
  public static final Duration AFTERMATH = Duration.ofHours(1);

  public ScriptedAttack {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Map<String, Set<String>> copy = new TreeMap<>();
    entities.forEach(
        (region, names) -> {
          Set<String> normal = new TreeSet<>();
          names.forEach(name -> normal.add(normalised(name)));
          copy.put(region, Set.copyOf(normal));
        });
    entities = Map.copyOf(copy);
    techniques = List.copyOf(techniques);
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("attack " + id + " ends at " + end + ", before " + start);
    }
  }

  /** The regions in each of which an incident is expected. */
  public Set<String> regions() {
    return entities.keySet();
  }

  /**
   * Whether an incident is this attack's: it is in one of its regions, shares an entity with it
   * there, and its time from first to last evidence overlaps the attack or its {@link #AFTERMATH}.
   * Entities compare without case and without a Windows domain.
   */
  public boolean explains(
      String region, Collection<String> incidentEntities, Instant first, Instant last) {
    Set<String> involved = entities.get(region);
    if (involved == null || last.isBefore(start) || first.isAfter(end.plus(AFTERMATH))) {
      return false;
    }
    return incidentEntities.stream().anyMatch(entity -> involved.contains(normalised(entity)));
  }

  /** How many of an incident's entities take part in this attack in a region. */
  int shared(String region, Collection<String> incidentEntities) {
    Set<String> involved = entities.getOrDefault(region, Set.of());
    return (int)
        incidentEntities.stream().filter(entity -> involved.contains(normalised(entity))).count();
  }

  private static String normalised(String entity) {
    return entity.substring(entity.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
  }
}
