package io.pixelated.streams.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A map of a YAML data file that knows where it stands, so that a mistake can be found. */
final class DataTable {
  private final String place;
  private final Map<String, Object> entries;

  private DataTable(String place, Map<String, Object> entries) {
    this.place = place;
    this.entries = entries;
  }

  /** Reads a data file that lies beside this class. */
  static DataTable resource(String name) {
    try (InputStream in = DataTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar; rebuild it");
      }
      return read(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  static DataTable empty() {
    return new DataTable("", Map.of());
  }

  static DataTable read(String name, InputStream in) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(200);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(in);
      return table(name, root);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + " is not YAML: " + e.getMessage(), e);
    }
  }

  private static DataTable table(String place, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(place + " must be a map");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
    return new DataTable(place, entries);
  }

  /** Refuses keys that nothing reads. */
  DataTable only(String... known) {
    for (String key : entries.keySet()) {
      if (!Set.of(known).contains(key)) {
        throw wrong(key, "is not known; use one of " + List.of(known));
      }
    }
    return this;
  }

  Collection<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.get(key) != null;
  }

  String text(String key) {
    Object value = entries.get(key);
    if (value == null || value instanceof Map || value instanceof Collection) {
      throw wrong(key, "must be a text");
    }
    return value.toString();
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  int number(String key) {
    if (entries.get(key) instanceof Integer number) {
      return number;
    }
    throw wrong(key, "must be a whole number");
  }

  boolean flag(String key) {
    if (!has(key)) {
      return false;
    }
    if (entries.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "must be true or false");
  }

  /** One text or a list of texts; none if the key is absent. */
  List<String> texts(String key) {
    Object value = entries.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> values)) {
      return List.of(text(key));
    }
    List<String> texts = new ArrayList<>();
    for (Object each : values) {
      if (each == null || each instanceof Map || each instanceof Collection) {
        throw wrong(key, "must be a list of texts");
      }
      texts.add(each.toString());
    }
    return List.copyOf(texts);
  }

  /** The map under a key; an empty one if the key is absent. */
  DataTable table(String key) {
    return has(key)
        ? table(place + " › " + key, entries.get(key))
        : new DataTable(place + " › " + key, Map.of());
  }

  /** The list of maps under a key; none if the key is absent. */
  List<DataTable> tables(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(entries.get(key) instanceof List<?> list)) {
      throw wrong(key, "must be a list");
    }
    List<DataTable> tables = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      tables.add(table(place + " › " + key + '[' + i + ']', list.get(i)));
    }
    return List.copyOf(tables);
  }

  IllegalArgumentException wrong(String key, String rule) {
    return new IllegalArgumentException(place + ": " + key + ' ' + rule);
  }
}
