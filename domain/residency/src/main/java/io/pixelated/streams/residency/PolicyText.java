package io.pixelated.streams.residency;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file being read, with every problem found in it. */
final class PolicyText {
  private final String file;
  private final List<String> problems = new ArrayList<>();
  private final Section root;

  private PolicyText(String file, String yaml) {
    this.file = file;
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object loaded = null;
    try {
      loaded = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      problems.add("not valid YAML: " + e.getMessage().strip());
      throwIfBroken();
    } catch (RuntimeException e) {
      // A value that YAML takes for something it then cannot make of it, such as a wrong date.
      problems.add("not valid YAML: a value is none of the type that it looks like; quote it");
      throwIfBroken();
    }
    this.root = new Section("", loaded);
  }

  static PolicyText of(String file, String yaml) {
    return new PolicyText(file, yaml);
  }

  static String resource(String name) {
    try (InputStream in = PolicyText.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the shipped " + name, e);
    }
  }

  Section root() {
    return root;
  }

  void throwIfBroken() {
    if (!problems.isEmpty()) {
      throw new PolicyException(file, problems);
    }
  }

  /** A mapping in the file. What is missing or wrong becomes a problem and reads as empty. */
  final class Section {
    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    private Section(String path, Object node) {
      this.path = path;
      if (node instanceof Map<?, ?> map) {
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
      } else {
        problem("is no mapping: give keys and values");
      }
    }

    void problem(String what) {
      problems.add((path.isEmpty() ? "the file" : path) + ' ' + what);
    }

    /** All keys, in the order of the file. */
    Collection<String> names() {
      known.addAll(values.keySet());
      return List.copyOf(values.keySet());
    }

    Section section(String key) {
      return new Section(at(key), take(key));
    }

    List<Section> sections(String key) {
      List<Section> found = new ArrayList<>();
      if (take(key) instanceof List<?> list) {
        list.forEach(node -> found.add(new Section(at(key) + '[' + found.size() + ']', node)));
      } else {
        problems.add(at(key) + " is no list: give a list of mappings");
      }
      return found;
    }

    String text(String key) {
      Object value = take(key);
      if (value instanceof String text && !text.isBlank()) {
        return text;
      }
      problems.add(at(key) + " is '" + value + "': give a text");
      return "";
    }

    boolean flag(String key) {
      Object value = take(key);
      if (value instanceof Boolean flag) {
        return flag;
      }
      problems.add(at(key) + " is '" + value + "': give true or false");
      return false;
    }

    List<String> texts(String key) {
      Object value = take(key);
      if (value instanceof List<?> list) {
        for (Object item : list) {
          if (!(item instanceof String)) {
            problems.add(at(key) + " holds '" + item + "', which is no text: write it in quotes");
          }
        }
        return list.stream().map(String::valueOf).toList();
      }
      problems.add(at(key) + " is '" + value + "': give a list");
      return List.of();
    }

    /** A list that may be left out. */
    List<String> textsIfAny(String key) {
      known.add(key);
      return has(key) ? texts(key) : List.of();
    }

    /** Sections that may be left out. */
    List<Section> sectionsIfAny(String key) {
      known.add(key);
      return has(key) ? sections(key) : List.of();
    }

    /** A whole number of 1 or more; 0 if it may be left out and is. */
    int number(String key, boolean needed) {
      Object value = take(key);
      if (value == null && !needed) {
        return 0;
      }
      if (value instanceof Integer number && number > 0) {
        return number;
      }
      problems.add(at(key) + " is '" + value + "': give a whole number of 1 or more");
      return 0;
    }

    /** A time with its offset. */
    Instant instant(String key) {
      Object value = take(key);
      if (value instanceof Date date) {
        return date.toInstant();
      }
      try {
        return OffsetDateTime.parse(String.valueOf(value)).toInstant();
      } catch (DateTimeException e) {
        problems.add(at(key) + " is '" + value + "': give a time such as 2026-11-22T00:00:00Z");
        return Instant.EPOCH;
      }
    }

    /** A list, or one word that stands for a list. */
    List<String> textOrTexts(String key) {
      return values.get(key) instanceof String text ? List.of(take(key, text)) : texts(key);
    }

    <E extends Enum<E>> List<E> words(String key, Class<E> type) {
      List<E> found = new ArrayList<>();
      for (String word : texts(key)) {
        boolean matched = false;
        for (E constant : type.getEnumConstants()) {
          if (constant.name().equalsIgnoreCase(word)) {
            found.add(constant);
            matched = true;
          }
        }
        if (!matched) {
          problems.add(at(key) + " holds '" + word + "': use " + List.of(type.getEnumConstants()));
        }
      }
      return List.copyOf(found);
    }

    Map<String, String> textByName() {
      Map<String, String> texts = new TreeMap<>();
      names().forEach(name -> texts.put(name, text(name)));
      return texts;
    }

    boolean has(String key) {
      return values.containsKey(key);
    }

    void refuseOthers() {
      Set<String> unknown = new TreeSet<>(values.keySet());
      unknown.removeAll(known);
      unknown.forEach(key -> problems.add(at(key) + " is not known here: use " + known));
    }

    private Object take(String key) {
      return take(key, values.get(key));
    }

    private <T> T take(String key, T value) {
      known.add(key);
      return value;
    }

    private String at(String key) {
      return path.isEmpty() ? key : path + '.' + key;
    }
  }
}
