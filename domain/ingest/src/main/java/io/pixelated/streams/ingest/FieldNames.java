package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.pipeline.EventKnowledge.Alias;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which names a format's fields go by in rules, beside their own paths.
 *
 * <p>A name is looked for in this order: {@code preferred} names that the event's service replaces;
 * the event's own path; what remains of a path behind one of {@code prefixes} ({@code *} stands for
 * one step); if {@code squeeze}, that without its spaces; the names that the format's pipelines map
 * it to, those for the most precise log source first.
 */
final class FieldNames {
  private static final int SQUEEZED = 1_000;
  private static final int MOST_TABLES = 1_024;

  private final List<Prefix> prefixes;
  private final boolean squeeze;
  private final List<NamedMembers> named;
  private final List<Joined> joined;
  private final Map<String, Map<String, List<String>>> preferred;
  private final Map<LogSource, List<Alias>> aliases;

  /** The log sources that aliases are for; those that say more come first. */
  private final List<LogSource> scopes;

  private final Map<Key, NameTable> tables = new ConcurrentHashMap<>();

  /** Which scopes hold, and the service whose names are preferred. */
  private record Key(BitSet holding, String service) {}

  private record Prefix(String head, boolean anyStep) {
    /** Where the name begins in {@code path}, -1 if this prefix is not its beginning. */
    int length(String path) {
      if (!path.startsWith(head)) {
        return -1;
      }
      if (!anyStep) {
        return head.length();
      }
      int dot = path.indexOf('.', head.length());
      return dot < 0 ? -1 : dot + 1;
    }
  }

  /** A name for the values of numbered fields, joined by spaces: auditd's {@code a0, a1, ...}. */
  private record Joined(String name, String numbered, List<Condition> when) {
    private static final int MOST = 256;
    private static final Predicate<String> EMPTY = String::isEmpty;

    void addTo(Fields fields) throws UnreadableException {
      if (!Condition.hold(when, fields, fields::find)) {
        return;
      }
      List<Integer> parts = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        int next = fields.firstValue(fields.find(numbered + i));
        if (next < 0) {
          break;
        }
        parts.add(next);
      }
      if (parts.size() > 1 || (parts.size() == 1 && !fields.test(parts.get(0), EMPTY))) {
        fields.join(name, parts);
      }
    }
  }

  private FieldNames(
      List<Prefix> prefixes,
      boolean squeeze,
      List<NamedMembers> named,
      List<Joined> joined,
      Map<String, Map<String, List<String>>> preferred,
      List<Alias> aliases) {
    this.prefixes = List.copyOf(prefixes);
    this.squeeze = squeeze;
    this.named = List.copyOf(named);
    this.joined = List.copyOf(joined);
    this.preferred = Map.copyOf(preferred);
    this.aliases = new LinkedHashMap<>();
    aliases.forEach(
        alias -> this.aliases.computeIfAbsent(alias.source(), s -> new ArrayList<>()).add(alias));
    this.scopes =
        this.aliases.keySet().stream()
            .sorted(Comparator.comparingInt(FieldNames::detail).reversed())
            .toList();
  }

  private static int detail(LogSource source) {
    return (source.product().isPresent() ? 1 : 0)
        + (source.category().isPresent() ? 1 : 0)
        + (source.service().isPresent() ? 1 : 0);
  }

  static FieldNames read(DataTable table, List<Alias> aliases) {
    table.only("prefixes", "squeeze", "named", "joined", "preferred");
    List<Prefix> prefixes = new ArrayList<>();
    for (String prefix : table.texts("prefixes")) {
      prefixes.add(
          prefix.endsWith("*.")
              ? new Prefix(prefix.substring(0, prefix.length() - 2), true)
              : new Prefix(prefix, false));
    }
    List<Joined> joined = new ArrayList<>();
    for (DataTable each : table.tables("joined")) {
      each.only("name", "numbered", "when");
      joined.add(new Joined(each.text("name"), each.text("numbered"), Condition.all(each, "when")));
    }
    return new FieldNames(
        prefixes,
        table.flag("squeeze"),
        NamedMembers.all(table, "named"),
        joined,
        perService(table.table("preferred")),
        aliases);
  }

  private static Map<String, Map<String, List<String>>> perService(DataTable table) {
    Map<String, Map<String, List<String>>> services = new HashMap<>();
    table.keys().forEach(service -> services.put(service, names(table.table(service))));
    return services;
  }

  private static Map<String, List<String>> names(DataTable table) {
    Map<String, List<String>> names = new HashMap<>();
    table.keys().forEach(name -> names.put(name, table.texts(name)));
    return names;
  }

  /** Adds what follows from an event's own fields: names without prefix or spaces, joined ones. */
  void addTo(Fields fields) throws UnreadableException {
    for (Joined each : joined) {
      each.addTo(fields);
    }
    for (NamedMembers each : named) {
      each.addTo(fields);
    }
    if (prefixes.isEmpty() && !squeeze) {
      return;
    }
    int size = fields.size();
    for (int value = 0; value < size; value++) {
      String path = fields.path(value);
      String name = path;
      for (int i = 0; i < prefixes.size(); i++) {
        int length = prefixes.get(i).length(path);
        if (length >= 0 && length < path.length()) {
          String leaf = fields.leaf(value);
          name = path.length() - length == leaf.length() ? leaf : path.substring(length);
          fields.name(name, i + 1, value);
          break;
        }
      }
      if (squeeze && name.indexOf(' ') >= 0) {
        fields.name(name.replace(" ", ""), SQUEEZED, value);
      }
    }
  }

  /** The names that hold for events of a log source. */
  NameTable tableFor(KnownSource known) {
    BitSet holding = new BitSet();
    for (int i = 0; i < scopes.size(); i++) {
      holding.set(i, known.covers(scopes.get(i)));
    }
    String service =
        known.services().stream().filter(preferred::containsKey).findFirst().orElse("");
    Key key = new Key(holding, service);
    NameTable table = tables.get(key);
    if (table == null) {
      table = table(holding, service);
      if (tables.size() < MOST_TABLES) {
        tables.put(key, table);
      }
    }
    return table;
  }

  private NameTable table(BitSet holding, String service) {
    Map<String, List<String>> fallbacks = new HashMap<>();
    holding.stream()
        .mapToObj(i -> aliases.get(scopes.get(i)))
        .flatMap(List::stream)
        .forEach(
            alias ->
                fallbacks
                    .computeIfAbsent(alias.field(), f -> new ArrayList<>())
                    .addAll(alias.names()));
    fallbacks.replaceAll(
        (field, names) -> {
          Set<String> others = new LinkedHashSet<>(names);
          others.remove(field); // its own name goes first anyway
          return List.copyOf(others);
        });
    return new NameTable(preferred.getOrDefault(service, Map.of()), fallbacks);
  }
}
