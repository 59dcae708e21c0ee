package io.pixelated.streams.residency;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping in a {@link PolicyText}. What is missing or wrong becomes a problem and is empty. */
final class PolicySection {
  /** Texts go into verdicts, so into every audit record. */
  private static final int LONGEST_TEXT = 500;

  private final PolicyText text;
  private final String path;
  private final Mark mark;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  /**
   * @param path keys that the file's format has, and numbers in place of names that are free
   * @param node null if there is none
   */
  PolicySection(PolicyText text, String path, Node node) {
    this.text = text;
    this.path = path;
    this.mark = node == null ? null : node.getStartMark();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (key.isEmpty() || values.put(key, entry.getValueNode()) != null) {
          text.problem(
              entry.getKeyNode().getStartMark(),
              here() + " has a key twice, or one that is no text: say each once");
        }
      }
    } else {
      problem("is no mapping: give keys and values");
    }
  }

  void problem(String what) {
    text.problem(mark, here() + ' ' + what);
  }

  /** A problem with the value of a key. */
  void problem(String key, String what) {
    Node node = values.get(key);
    text.problem(node == null ? mark : node.getStartMark(), at(key) + ' ' + what);
  }

  /** Sections whose names are free, in the order of the file; in problems they have numbers. */
  Map<String, PolicySection> sectionsByName() {
    known.addAll(values.keySet());
    Map<String, PolicySection> found = new LinkedHashMap<>();
    values.forEach(
        (name, node) ->
            found.put(name, new PolicySection(text, path + '[' + found.size() + ']', node)));
    return found;
  }

  PolicySection section(String key) {
    return new PolicySection(text, at(key), take(key));
  }

  List<PolicySection> sections(String key) {
    List<PolicySection> found = new ArrayList<>();
    if (take(key) instanceof SequenceNode list) {
      for (Node node : list.getValue()) {
        found.add(new PolicySection(text, at(key) + '[' + found.size() + ']', node));
      }
    } else {
      problem(key, "is no list: give a list of mappings");
    }
    return found;
  }

  String text(String key) {
    if (scalar(take(key)) instanceof String value && !value.isBlank()) {
      if (value.length() <= LONGEST_TEXT) {
        return value;
      }
      problem(key, "is too long: give " + LONGEST_TEXT + " characters at most");
      return "";
    }
    problem(key, "is no text: give one, in quotes if it looks like something else");
    return "";
  }

  boolean flag(String key) {
    if (scalar(take(key)) instanceof Boolean flag) {
      return flag;
    }
    problem(key, "is neither: give true or false");
    return false;
  }

  List<String> texts(String key) {
    if (!(take(key) instanceof SequenceNode list)) {
      problem(key, "is no list: give one");
      return List.of();
    }
    List<String> found = new ArrayList<>();
    int index = 0;
    for (Node item : list.getValue()) {
      if (scalar(item) instanceof String value && value.length() <= LONGEST_TEXT) {
        found.add(value);
      } else {
        text.problem(
            item.getStartMark(),
            "%s[%d] is no text of %d characters at most: write it in quotes"
                .formatted(at(key), index, LONGEST_TEXT));
      }
      index++;
    }
    return List.copyOf(found);
  }

  /** A list that may be left out. */
  List<String> textsIfAny(String key) {
    known.add(key);
    return has(key) ? texts(key) : List.of();
  }

  /** Sections that may be left out. */
  List<PolicySection> sectionsIfAny(String key) {
    known.add(key);
    return has(key) ? sections(key) : List.of();
  }

  /** A whole number of 1 or more; 0 if it may be left out and is. */
  int number(String key, boolean needed) {
    Node node = take(key);
    if (node == null && !needed) {
      return 0;
    }
    if (scalar(node) instanceof Integer number && number > 0) {
      return number;
    }
    problem(key, "is none: give a whole number of 1 or more");
    return 0;
  }

  /** A time with its offset. */
  Instant instant(String key) {
    Object value = scalar(take(key));
    if (value instanceof Date date) {
      return date.toInstant();
    }
    try {
      return OffsetDateTime.parse(String.valueOf(value)).toInstant();
    } catch (DateTimeException e) {
      problem(key, "is no time: give one such as 2026-11-22T00:00:00Z");
      return Instant.EPOCH;
    }
  }

  /** A list, or one word that stands for a list. */
  List<String> textOrTexts(String key) {
    return values.get(key) instanceof ScalarNode ? List.of(text(key)) : texts(key);
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
        problem(key, "holds another word: use " + List.of(type.getEnumConstants()));
      }
    }
    return List.copyOf(found);
  }

  Map<String, String> textByName() {
    Map<String, String> texts = new TreeMap<>();
    values.keySet().forEach(name -> texts.put(name, text(name)));
    return texts;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  void refuseOthers() {
    values.forEach(
        (key, node) -> {
          if (!known.contains(key)) {
            text.problem(
                node.getStartMark(), here() + " has a key that is not known there: use " + known);
          }
        });
  }

  private Object scalar(Node node) {
    return node instanceof ScalarNode scalar ? text.value(scalar) : null;
  }

  private Node take(String key) {
    known.add(key);
    return values.get(key);
  }

  private String here() {
    return path.isEmpty() ? "the file" : path;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }
}
