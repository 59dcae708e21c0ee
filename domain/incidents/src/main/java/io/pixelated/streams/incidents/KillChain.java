package io.pixelated.streams.incidents;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ATT&CK tactics and techniques as Sigma tags name them ({@code attack.credential-access}, {@code
 * attack.t1110.003}), tactics in the order of the Enterprise matrix, version 18.
 *
 * <p>Rule packs already use {@code stealth} and {@code defense-impairment}, into which ATT&CK 19
 * divides defense evasion; they stand where defense evasion stands.
 */
final class KillChain {
  private static final List<String> TACTICS =
      List.of(
          "reconnaissance",
          "resource-development",
          "initial-access",
          "execution",
          "persistence",
          "privilege-escalation",
          "defense-evasion",
          "stealth",
          "defense-impairment",
          "credential-access",
          "discovery",
          "lateral-movement",
          "collection",
          "command-and-control",
          "exfiltration",
          "impact");
  private static final String PREFIX = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t\\d{4}(?:\\.\\d{3})?");

  private KillChain() {}

  /** Whether a tag says anything about ATT&CK that an incident shows. */
  static boolean knows(String tag) {
    return tactic(tag) != null || technique(tag) != null;
  }

  static List<String> tactics(Collection<String> tags) {
    Set<String> found = new TreeSet<>(Comparator.comparingInt(TACTICS::indexOf));
    for (String tag : tags) {
      String tactic = tactic(tag);
      if (tactic != null) {
        found.add(tactic);
      }
    }
    return List.copyOf(found);
  }

  static List<String> techniques(Collection<String> tags) {
    Set<String> found = new TreeSet<>();
    for (String tag : tags) {
      String technique = technique(tag);
      if (technique != null) {
        found.add(technique);
      }
    }
    return List.copyOf(found);
  }

  private static String tactic(String tag) {
    String name = name(tag).replace('_', '-');
    return TACTICS.contains(name) ? name : null;
  }

  private static String technique(String tag) {
    Matcher matcher = TECHNIQUE.matcher(name(tag));
    return matcher.matches() ? matcher.group().toUpperCase(Locale.ROOT) : null;
  }

  private static String name(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    return lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : "";
  }
}
