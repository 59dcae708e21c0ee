package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps score of incidents against a simulation's scripted attacks; not thread-safe. */
public final class GroundTruth {
  private final List<ScriptedAttack> attacks;
  private final Map<String, Set<String>> foundIn = new HashMap<>();
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
    if (reasons.isEmpty()) {
      unexplained++;
    } else {
      explained++;
    }
    return reasons;
  }

  /** Attacks with an incident in each of their regions. */
  public List<ScriptedAttack> found() {
    return attacks.stream().filter(this::isFound).toList();
  }

  public List<ScriptedAttack> missed() {
    return attacks.stream().filter(attack -> !isFound(attack)).toList();
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
