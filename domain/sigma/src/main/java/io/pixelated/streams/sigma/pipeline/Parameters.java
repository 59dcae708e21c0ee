package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Keys;
import io.pixelated.streams.sigma.load.Problems;
import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a transformation or condition. What is missing or of a wrong type is noted, and
 * a stand-in returned: what is built of it is never used.
 */
final class Parameters {

  private static final PipelineRegex ANY = PipelineRegex.compile("");

  private final YamlMap map;
  private final Keys keys;
  private final Problems problems;

  Parameters(YamlMap map, Problems problems) {
    this.map = map;
    this.keys = new Keys(map, problems);
    this.problems = problems;
  }

  YamlMap map() {
    return map;
  }

  Problems problems() {
    return problems;
  }

  Optional<String> text(String key) {
    return keys.text(key);
  }

  /** A text that must be given; it may be empty. */
  String requiredText(String key) {
    return keys.requiredNode(key).flatMap(node -> keys.text(key)).orElse("");
  }

  boolean flag(String key) {
    return keys.flag(key, false);
  }

  boolean has(String key) {
    return map.has(key);
  }

  /** One text or several; at least one. */
  List<String> requiredTexts(String key) {
    if (keys.requiredNode(key).isEmpty()) {
      return List.of();
    }
    List<String> texts = keys.textsOrOne(key);
    if (texts.isEmpty()) {
      wrong(key, "'" + key + "' is empty; name at least one");
    }
    return texts;
  }

  Optional<List<String>> texts(String key) {
    return keys.node(key).map(node -> keys.textsOrOne(key));
  }

  <E extends Enum<E>> E constant(String key, E[] constants, E otherwise) {
    return keys.constant(key, constants).orElse(otherwise);
  }

  <E extends Enum<E>> E requiredConstant(String key, E[] constants) {
    keys.requiredNode(key);
    return keys.constant(key, constants).orElse(constants[0]);
  }

  PipelineRegex regex(String key) {
    return regex(key, requiredText(key));
  }

  PipelineRegex regex(String key, String text) {
    try {
      return PipelineRegex.compile(text);
    } catch (InvalidItem e) {
      wrong(key, "'" + key + "': " + e.getMessage());
      return ANY;
    }
  }

  /** A single value of any type, null included. */
  RuleValue value(String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      wrong(map.line(), "'" + key + "' is missing; add it");
    } else if (node instanceof YamlScalar scalar) {
      return value(scalar);
    } else {
      wrong(key, "'" + key + "' is " + node.describe() + " but must be a single value");
    }
    return new RuleValue.Null();
  }

  static RuleValue value(YamlScalar scalar) {
    return switch (scalar.type()) {
      case TEXT, TIMESTAMP -> new RuleValue.Text(scalar.text());
      case INTEGER, DECIMAL -> new RuleValue.Numeric(scalar.asNumber());
      case BOOLEAN -> new RuleValue.Bool(scalar.asBoolean());
      case NULL -> new RuleValue.Null();
    };
  }

  /** A mapping from names to one or more names. */
  Map<String, List<String>> mapping(String key) {
    Map<String, List<String>> mapping = new LinkedHashMap<>();
    Optional<YamlMap> found = keys.requiredMap(key);
    found.ifPresent(
        map ->
            map.entries()
                .forEach((name, node) -> mapping.put(name, names(map.lineOf(name), name, node))));
    if (found.isPresent() && mapping.isEmpty()) {
      wrong(key, "'" + key + "' is empty; map at least one name");
    }
    return mapping;
  }

  private List<String> names(int line, String name, YamlNode node) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    List<String> names = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && !scalar.isNull()) {
        names.add(scalar.text());
      } else {
        wrong(item.line(), "'" + name + "' is mapped to " + item.describe() + "; write a text");
      }
    }
    if (items.isEmpty()) {
      wrong(line, "'" + name + "' is mapped to nothing; name at least one, or leave it out");
    }
    return names;
  }

  /** The log source that category, product and service give; at least one of them. */
  LogSource logSource() {
    LogSource logSource =
        new LogSource(keys.text("product"), keys.text("category"), keys.text("service"));
    if (logSource.equals(new LogSource(Optional.empty(), Optional.empty(), Optional.empty()))) {
      wrong(map.line(), "a log source needs a category, product or service");
    }
    return logSource;
  }

  void wrong(String key, String message) {
    wrong(map.lineOf(key), message);
  }

  void wrong(int line, String message) {
    problems.add(line, message);
  }
}
