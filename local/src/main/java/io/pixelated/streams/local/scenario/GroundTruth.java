package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps score of incidents against a simulation's scripted attacks; not thread-safe. */
public final class GroundTruth {
  private final List<ScriptedAttack> attacks;
  private final Map<String, Set<String>> foundIn = new HashMap<>();
  private final Map<String, Integer> incidents = new HashMap<>();
  private int explained;
  private int unexplained;

  public GroundTruth(List<ScriptedAttack> attacks) {
    this.attacks = List.copyOf(attacks);
  }

  /**
   * Scores an incident and says which attacks explain it; none makes it an unexplained one.
   *
   * @param first time of the incident's first evidence
   * @param last time of its last evidence
   */
  public List<ScriptedAttack> score(
      String region, Collection<String> entities, Instant first, Instant last) {
    List<ScriptedAttack> reasons = new ArrayList<>();
    for (ScriptedAttack attack : attacks) {
      if (attack.explains(region, entities, first, last)) {
        reasons.add(attack);
        foundIn.computeIfAbsent(attack.id(), id -> new HashSet<>()).add(region);
      }
    }
    reasons.stream()
        .max(Comparator.comparingInt(attack -> attack.shared(region, entities)))
        .ifPresentOrElse(
            attack -> {
              explained++;
              incidents.merge(attack.id() + " in " + region, 1, Integer::sum);
            },
            () -> unexplained++);
    return reasons;
  }

  /** Attacks with an incident in each of their regions. */
  public List<ScriptedAttack> found() {
    return attacks.stream().filter(this::isFound).toList();
  }

  public List<ScriptedAttack> missed() {
    return attacks.stream().filter(attack -> !isFound(attack)).toList();
  }

  /**
   * Attacks that are told as more than one incident in a region, as {@code id in region}.
   *
   * <p>An incident counts for the attack that it shares most entities with: a spray names its
   * victims, some of whom have their own story.
   */
  public List<String> split() {
    return incidents.entrySet().stream()
        .filter(e -> e.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private boolean isFound(ScriptedAttack attack) {
    return foundIn.getOrDefault(attack.id(), Set.of()).containsAll(attack.regions());
  }

  public int explained() {
    return explained;
  }

  public int unexplained() {
    return unexplained;
  }
}
