package io.pixelated.streams.sigma.attack;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tactic, technique, group, software or campaign of MITRE ATT&amp;CK.
 *
 * @param id such as {@code T1059.001}, in upper case
 * @param tactics short names of the tactics a technique serves; a tactic's own short name
 * @param retired whether it was revoked or deprecated
 * @param successor the id that replaced it; empty if nothing did
 */
public record AttackEntry(
    String id, String name, List<String> tactics, boolean retired, Optional<String> successor) {

  public AttackEntry {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    tactics = List.copyOf(tactics);
    Objects.requireNonNull(successor);
  }

  public boolean isTechnique() {
    return id.startsWith("T") && !isTactic();
  }

  public boolean isTactic() {
    return id.startsWith("TA");
  }

  /** Whether it is a technique below another one. */
  public boolean isSubTechnique() {
    return isTechnique() && id.indexOf('.') > 0;
  }
}
