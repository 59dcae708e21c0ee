package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Which names a format's fields go by in rules, beside their own paths.
 *
 * <p>A name is looked for in this order: {@code preferred} names that the event's service replaces;
 * the event's own path; what remains of a path behind one of {@code prefixes} ({@code *} stands for
 * one step); if {@code squeeze}, that without its spaces; the fallbacks of the service; those of
 * the format.
 */
final class FieldNames {
  static final FieldNames NONE =
      new FieldNames(List.of(), false, List.of(), Map.of(), Map.of(), Map.of());

  private static final int SQUEEZED = 1_000;

  private final List<Prefix> prefixes;
  private final boolean squeeze;
  private final List<Joined> joined;
  private final Map<String, List<String>> fallbacks;
  private final Map<String, Map<String, List<String>>> byService;
  private final Map<String, Map<String, List<String>>> preferred;

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
      List<Joined> joined,
      Map<String, List<String>> fallbacks,
      Map<String, Map<String, List<String>>> byService,
      Map<String, Map<String, List<String>>> preferred) {
    this.prefixes = List.copyOf(prefixes);
    this.squeeze = squeeze;
    this.joined = List.copyOf(joined);
    this.fallbacks = Map.copyOf(fallbacks);
    this.byService = Map.copyOf(byService);
    this.preferred = Map.copyOf(preferred);
  }

  static FieldNames read(DataTable table) {
    table.only("prefixes", "squeeze", "joined", "fallbacks", "services", "preferred");
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
        joined,
        names(table.table("fallbacks")),
        perService(table.table("services")),
        perService(table.table("preferred")));
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

  /**
   * A cursor on the first value that a rule means by {@code name}, or {@link FieldIndex#NONE}. An
   * object counts only if no other name leads to a value: XML's {@code EventID} may be one, with
   * its number inside.
   */
  int find(Fields fields, String name, String service) {
    return find(fields.index(), fields::kind, name, service);
  }

  int find(FieldIndex index, IntFunction<ValueKind> kinds, String name, String service) {
    int own = index.find(name);
    Map<String, List<String>> instead = preferred.get(service);
    if (instead != null) {
      int cursor = any(instead.get(name), index);
      if (cursor != FieldIndex.NONE) {
        return cursor;
      }
    }
    if (own != FieldIndex.NONE && kinds.apply(index.value(own)) != ValueKind.COMPOSITE) {
      return own;
    }
    Map<String, List<String>> ofService = byService.get(service);
    int cursor = ofService == null ? FieldIndex.NONE : any(ofService.get(name), index);
    if (cursor == FieldIndex.NONE) {
      cursor = any(fallbacks.get(name), index);
    }
    return cursor == FieldIndex.NONE ? own : cursor;
  }

  /** The service by which names differ: the given one if this format knows it, else none. */
  String serviceOf(String service) {
    return byService.containsKey(service) || preferred.containsKey(service) ? service : "";
  }

  private static int any(List<String> names, FieldIndex index) {
    if (names != null) {
      for (String name : names) {
        int cursor = index.find(name);
        if (cursor != FieldIndex.NONE) {
          return cursor;
        }
      }
    }
    return FieldIndex.NONE;
  }
}
