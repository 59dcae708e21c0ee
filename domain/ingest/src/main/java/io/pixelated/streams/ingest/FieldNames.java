package io.pixelated.streams.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which names a format's fields go by in rules, beside their own paths.
 *
 * <p>A name is looked for in this order: {@code preferred} names that the event's service replaces;
 * the event's own path; what remains of a path behind one of {@code prefixes} ({@code *} stands for
 * one step); if {@code squeeze}, that without its spaces; the fallbacks of the service; those of
 * the format.
 */
final class FieldNames {
  static final FieldNames NONE = new FieldNames(List.of(), false, Map.of(), Map.of(), Map.of());

  private static final int SQUEEZED = 1_000;

  private final List<Prefix> prefixes;
  private final boolean squeeze;
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

  private FieldNames(
      List<Prefix> prefixes,
      boolean squeeze,
      Map<String, List<String>> fallbacks,
      Map<String, Map<String, List<String>>> byService,
      Map<String, Map<String, List<String>>> preferred) {
    this.prefixes = List.copyOf(prefixes);
    this.squeeze = squeeze;
    this.fallbacks = Map.copyOf(fallbacks);
    this.byService = Map.copyOf(byService);
    this.preferred = Map.copyOf(preferred);
  }

  static FieldNames read(DataTable table) {
    table.only("prefixes", "squeeze", "fallbacks", "services", "preferred");
    List<Prefix> prefixes = new ArrayList<>();
    for (String prefix : table.texts("prefixes")) {
      prefixes.add(
          prefix.endsWith("*.")
              ? new Prefix(prefix.substring(0, prefix.length() - 2), true)
              : new Prefix(prefix, false));
    }
    return new FieldNames(
        prefixes,
        table.flag("squeeze"),
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

  /** Adds the names that follow from prefixes and spaces to an event's own. */
  void addTo(Fields fields) throws UnreadableException {
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

  /** A cursor on the first value that a rule means by {@code name}, or {@link FieldIndex#NONE}. */
  int find(Fields fields, String name, String service) {
    int cursor = any(preferred.getOrDefault(service, Map.of()).get(name), fields);
    if (cursor == FieldIndex.NONE) {
      cursor = fields.find(name);
    }
    if (cursor == FieldIndex.NONE) {
      cursor = any(byService.getOrDefault(service, Map.of()).get(name), fields);
    }
    return cursor == FieldIndex.NONE ? any(fallbacks.get(name), fields) : cursor;
  }

  private static int any(List<String> names, Fields fields) {
    if (names != null) {
      for (String name : names) {
        int cursor = fields.find(name);
        if (cursor != FieldIndex.NONE) {
          return cursor;
        }
      }
    }
    return FieldIndex.NONE;
  }
}
