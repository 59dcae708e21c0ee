package io.pixelated.streams.sigma.coverage;

import io.pixelated.streams.sigma.attack.AttackEntry;
import io.pixelated.streams.sigma.attack.AttackTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which techniques and tactics of ATT&amp;CK a set of rules is tagged with. Retired ids count for
 * what replaced them.
 *
 * @param version the version of ATT&amp;CK it is told in: the earliest known that has every tag
 * @param rules how many rules there are
 * @param tagged how many of them have a technique
 * @param techniques by id
 * @param tactics in the order of the kill chain
 * @param known how many techniques and sub-techniques the version has
 */
public record AttackCoverage(
    String version,
    int rules,
    int tagged,
    List<Technique> techniques,
    List<Tactic> tactics,
    int known) {

  private static final String NAMESPACE = "attack.";
  private static final List<String> KILL_CHAIN =
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

  public AttackCoverage {
    techniques = List.copyOf(techniques);
    tactics = List.copyOf(tactics);
  }

  /**
   * A technique or sub-technique that rules are tagged with.
   *
   * @param titles of the rules, in alphabetical order
   */
  public record Technique(AttackEntry entry, List<String> titles) {
    public Technique {
      titles = List.copyOf(titles);
    }
  }

  /**
   * A tactic.
   *
   * @param rules how many rules are tagged with it
   * @param techniques how many different techniques those rules are tagged with
   */
  public record Tactic(AttackEntry entry, int rules, int techniques) {}

  /** The coverage of {@code rules}. */
  public static AttackCoverage of(Collection<TaggedRule> rules, AttackTable table) {
    boolean next =
        rules.stream()
            .flatMap(rule -> rule.tags().stream())
            .anyMatch(tag -> table.isAddition(name(tag)) || table.isAddition(id(tag)));
    Map<String, List<String>> titles = new TreeMap<>();
    Map<String, Integer> rulesOf = new LinkedHashMap<>();
    Map<String, Set<String>> techniquesOf = new LinkedHashMap<>();
    int tagged = 0;
    for (TaggedRule rule : rules) {
      Set<String> ids = techniques(rule, table, next);
      tagged += ids.isEmpty() ? 0 : 1;
      ids.forEach(id -> titles.computeIfAbsent(id, i -> new ArrayList<>()).add(rule.title()));
      for (String tactic : tactics(rule, table)) {
        rulesOf.merge(tactic, 1, Integer::sum);
        techniquesOf.computeIfAbsent(tactic, t -> new TreeSet<>()).addAll(ids);
      }
    }
    List<Technique> covered = new ArrayList<>();
    titles.forEach(
        (id, of) ->
            covered.add(
                new Technique(table.find(id).orElseThrow(), of.stream().sorted().toList())));
    List<Tactic> tactics = new ArrayList<>();
    for (String tactic : KILL_CHAIN) {
      boolean own = next ? !tactic.equals("defense-evasion") : !table.isAddition(tactic);
      if (own || rulesOf.containsKey(tactic)) {
        tactics.add(
            new Tactic(
                table.tactic(tactic).orElseThrow(),
                rulesOf.getOrDefault(tactic, 0),
                techniquesOf.getOrDefault(tactic, Set.of()).size()));
      }
    }
    return new AttackCoverage(
        next ? AttackTable.NEXT_VERSION : AttackTable.VERSION,
        rules.size(),
        tagged,
        covered,
        tactics,
        known(table, next));
  }

  private static int known(AttackTable table, boolean next) {
    return (int)
        table.entries().stream()
            .filter(entry -> entry.isTechnique() && !entry.retired())
            .filter(entry -> next ? !table.isReplaced(entry) : !table.isAddition(entry.id()))
            .count();
  }

  private static Set<String> techniques(TaggedRule rule, AttackTable table, boolean next) {
    Set<String> ids = new LinkedHashSet<>();
    for (String tag : rule.tags()) {
      Optional<AttackEntry> entry =
          id(tag).isEmpty()
              ? Optional.empty()
              : table.find(id(tag)).filter(AttackEntry::isTechnique);
      entry
          .map(known -> next ? table.next(known) : table.current(known))
          .filter(known -> !known.retired())
          .ifPresent(known -> ids.add(known.id()));
    }
    return ids;
  }

  private static Set<String> tactics(TaggedRule rule, AttackTable table) {
    Set<String> tactics = new LinkedHashSet<>();
    for (String tag : rule.tags()) {
      if (table.tactic(name(tag)).isPresent()) {
        tactics.add(name(tag));
      }
    }
    return tactics;
  }

  /** What stands behind the namespace, as short names of tactics are written. */
  private static String name(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    return lower.startsWith(NAMESPACE) ? lower.substring(NAMESPACE.length()).replace('_', '-') : "";
  }

  private static String id(String tag) {
    return name(tag).toUpperCase(Locale.ROOT);
  }
}
