package io.pixelated.streams.sigma.attack;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids of MITRE ATT&amp;CK Enterprise that rule tags refer to. Knows version 18.1 whole, and of
 * 19 what is new and what it replaced; what it replaced stays known, because rules live longer than
 * versions. Immutable.
 */
public final class AttackTable {

  /** The version that is known whole. */
  public static final String VERSION = "18";

  /** The version whose changes are known as well. */
  public static final String NEXT_VERSION = "19";

  private final Map<String, AttackEntry> byId;
  private final Map<String, AttackEntry> tactics;
  private final Set<String> added;
  private final Map<String, String> replaced;

  /** Reads entries; later ones take the place of earlier ones of their id. */
  AttackTable(Collection<AttackFile.Line> whole, Collection<AttackFile.Line> changes) {
    Map<String, AttackEntry> ids = new LinkedHashMap<>();
    Map<String, AttackEntry> names = new LinkedHashMap<>();
    Set<String> additions = new HashSet<>();
    Map<String, String> replacements = new LinkedHashMap<>();
    whole.forEach(line -> add(line.entry(), ids, names));
    for (AttackFile.Line line : changes) {
      AttackEntry entry = line.entry();
      if (line.replacedBy().isPresent()) {
        replacements.put(entry.id(), line.replacedBy().get());
      } else {
        additions.add(entry.isTactic() ? entry.tactics().get(0) : entry.id());
        add(entry, ids, names);
      }
    }
    byId = Collections.unmodifiableMap(ids);
    tactics = Collections.unmodifiableMap(names);
    added = Set.copyOf(additions);
    replaced = Map.copyOf(replacements);
  }

  private static void add(
      AttackEntry entry, Map<String, AttackEntry> ids, Map<String, AttackEntry> tactics) {
    ids.put(entry.id(), entry);
    if (entry.isTactic()) {
      tactics.put(entry.tactics().get(0), entry);
    }
  }

  /** The table that comes with the library. */
  public static AttackTable standard() {
    return Standard.TABLE;
  }

  /** The entry with this id, in any letter case. */
  public Optional<AttackEntry> find(String id) {
    return Optional.ofNullable(byId.get(id.toUpperCase(Locale.ROOT)));
  }

  /** The tactic with this short name, such as {@code lateral-movement}. */
  public Optional<AttackEntry> tactic(String shortName) {
    return Optional.ofNullable(tactics.get(shortName));
  }

  /** Short names of all tactics. */
  public Set<String> tactics() {
    return tactics.keySet();
  }

  /** Everything known, retired or not. */
  public Collection<AttackEntry> entries() {
    return byId.values();
  }

  /** Whether an id, or the short name of a tactic, came with {@link #NEXT_VERSION}. */
  public boolean isAddition(String idOrTactic) {
    return added.contains(idOrTactic);
  }

  /** Whether {@link #NEXT_VERSION} has another id for it. */
  public boolean isReplaced(AttackEntry entry) {
    return replaced.containsKey(entry.id());
  }

  /** What replaced a retired entry in the end; the entry itself if it is in use. */
  public AttackEntry current(AttackEntry entry) {
    AttackEntry current = entry;
    Set<String> seen = new TreeSet<>();
    while (current.successor().isPresent() && seen.add(current.id())) {
      Optional<AttackEntry> next = find(current.successor().get());
      if (next.isEmpty()) {
        break;
      }
      current = next.get();
    }
    return current;
  }

  /** What {@link #NEXT_VERSION} has for it. */
  public AttackEntry next(AttackEntry entry) {
    AttackEntry current = current(entry);
    return Optional.ofNullable(replaced.get(current.id())).flatMap(this::find).orElse(current);
  }

  private static final class Standard {
    static final AttackTable TABLE =
        new AttackTable(AttackFile.read("attack.tsv"), AttackFile.read("attack-changes.tsv"));
  }
}
