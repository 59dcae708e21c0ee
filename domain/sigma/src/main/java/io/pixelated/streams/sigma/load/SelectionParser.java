package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the selections of a detection: mappings, lists of mappings, keywords. */
final class SelectionParser {

  private static final List<String> MODIFIER_NAMES =
      Stream.concat(Stream.of(Modifier.values()).map(Modifier::spelling), Stream.of("wide"))
          .toList();

  private final Modifiers modifiers;
  private final Problems problems;

  SelectionParser(Modifiers modifiers, Problems problems) {
    this.modifiers = modifiers;
    this.problems = problems;
  }

  /** Empty if something is wrong, which has been noted. */
  Optional<Selection> parse(String name, YamlNode node) {
    if (node instanceof YamlMap map) {
      return parseMap(name, map);
    }
    if (node instanceof YamlList list) {
      return parseList(name, list);
    }
    return keywords(List.of((YamlScalar) node), node.line());
  }

  private Optional<Selection> parseMap(String name, YamlMap map) {
    if (map.entries().isEmpty()) {
      return empty(name, map);
    }
    List<Selection> parts = new ArrayList<>();
    map.entries().forEach((key, value) -> item(key, value, map.lineOf(key)).ifPresent(parts::add));
    return Optional.of(parts.size() == 1 ? parts.get(0) : new Selection.AllOf(parts));
  }

  private Optional<Selection> parseList(String name, YamlList list) {
    if (list.items().isEmpty()) {
      return empty(name, list);
    }
    List<YamlScalar> scalars = new ArrayList<>();
    List<Selection> parts = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (item instanceof YamlScalar scalar) {
        scalars.add(scalar);
      } else {
        parse(name, item).ifPresent(parts::add);
      }
    }
    if (!scalars.isEmpty()) {
      keywords(scalars, scalars.get(0).line()).ifPresent(parts::add);
    }
    return Optional.of(parts.size() == 1 ? parts.get(0) : new Selection.AnyOf(parts));
  }

  private Optional<Selection> empty(String name, YamlNode node) {
    problems.add(
        node.line(), "selection '" + name + "' is empty; give it fields or keywords, or remove it");
    return Optional.empty();
  }

  private Optional<Selection> keywords(List<YamlScalar> scalars, int line) {
    return checked(
        new DetectionItem(
            Optional.empty(), List.of(), scalars.stream().map(this::value).toList(), line),
        "a keyword");
  }

  private Optional<Selection> item(String key, YamlNode node, int line) {
    String[] words = key.split("\\|", -1);
    Optional<List<Modifier>> chain = modifiers(key, words, line);
    Optional<List<RuleValue>> values = values(key, node);
    if (chain.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> field = words[0].isEmpty() ? Optional.empty() : Optional.of(words[0]);
    return checked(new DetectionItem(field, chain.get(), values.get(), line), "'" + key + "'");
  }

  private Optional<List<Modifier>> modifiers(String key, String[] words, int line) {
    List<Modifier> chain = new ArrayList<>();
    boolean known = true;
    for (int i = 1; i < words.length; i++) {
      Optional<Modifier> modifier = Modifier.named(words[i]);
      modifier.ifPresent(chain::add);
      if (modifier.isEmpty()) {
        known = false;
        problems.add(
            line,
            "unknown modifier '"
                + words[i]
                + "' in '"
                + key
                + "'"
                + Suggestion.didYouMean(words[i], MODIFIER_NAMES));
      }
    }
    return known ? Optional.of(chain) : Optional.empty();
  }

  private Optional<List<RuleValue>> values(String key, YamlNode node) {
    List<YamlNode> nodes = node instanceof YamlList list ? list.items() : List.of(node);
    if (nodes.isEmpty()) {
      problems.add(
          node.line(), "'" + key + "' has an empty list; give it values, or null for no value");
      return Optional.empty();
    }
    List<RuleValue> values = new ArrayList<>(nodes.size());
    for (YamlNode item : nodes) {
      if (item instanceof YamlScalar scalar) {
        values.add(value(scalar));
      } else {
        problems.add(
            item.line(),
            "'" + key + "' has " + item.describe() + " where a single value is expected");
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private RuleValue value(YamlScalar scalar) {
    return switch (scalar.type()) {
      case TEXT, TIMESTAMP -> new RuleValue.Text(scalar.text());
      case INTEGER, DECIMAL -> new RuleValue.Numeric(scalar.asNumber());
      case BOOLEAN -> new RuleValue.Bool(scalar.asBoolean());
      case NULL -> new RuleValue.Null();
    };
  }

  private Optional<Selection> checked(DetectionItem item, String what) {
    try {
      modifiers.apply(item);
      return Optional.of(item);
    } catch (InvalidItem e) {
      problems.add(item.line(), what + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
