package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.yaml.ScalarType;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads typed values of one mapping and notes every value that is missing or of another type. */
public final class Keys {

  private final YamlMap map;
  private final Problems problems;

  public Keys(YamlMap map, Problems problems) {
    this.map = map;
    this.problems = problems;
  }

  /** The node of {@code key}; a key without a value counts as absent. */
  public Optional<YamlNode> node(String key) {
    YamlNode node = map.get(key);
    boolean absent = node == null || (node instanceof YamlScalar scalar && scalar.isNull());
    return absent ? Optional.empty() : Optional.of(node);
  }

  public Optional<YamlNode> requiredNode(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      missing(key);
    }
    return node;
  }

  public Optional<YamlMap> requiredMap(String key) {
    return requiredNode(key).flatMap(node -> asMap(key, node));
  }

  public Optional<YamlMap> map(String key) {
    return node(key).flatMap(node -> asMap(key, node));
  }

  public Optional<String> requiredText(String key) {
    Optional<String> text = requiredNode(key).flatMap(node -> asText(key, node));
    if (text.isPresent() && text.get().isBlank()) {
      problems.add(map.lineOf(key), "'" + key + "' is empty");
      return Optional.empty();
    }
    return text;
  }

  public Optional<String> text(String key) {
    return node(key).flatMap(node -> asText(key, node));
  }

  /** The items of a list. */
  public List<YamlNode> list(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && !(node.get() instanceof YamlList)) {
      wrongType(key, node.get(), "a list; put '- ' before the value");
    }
    return node.filter(YamlList.class::isInstance)
        .map(list -> ((YamlList) list).items())
        .orElse(List.of());
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    return texts(key, list(key));
  }

  /** A list of texts, or one text by itself. */
  public List<String> textsOrOne(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    return texts(key, node.get() instanceof YamlList list ? list.items() : List.of(node.get()));
  }

  private List<String> texts(String key, List<YamlNode> items) {
    List<String> texts = new ArrayList<>(items.size());
    for (YamlNode item : items) {
      asText(key, item).ifPresent(texts::add);
    }
    return texts;
  }

  public boolean flag(String key, boolean byDefault) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return byDefault;
    }
    if (node.get() instanceof YamlScalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return scalar.asBoolean();
    }
    wrongType(key, node.get(), "true or false");
    return byDefault;
  }

  /** A constant of an enum, written in lower case. */
  public <E extends Enum<E>> Optional<E> constant(String key, E[] constants) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.get())) {
        return Optional.of(constant);
      }
    }
    List<String> names = Stream.of(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    problems.add(
        map.lineOf(key),
        "'"
            + key
            + ": "
            + text.get()
            + "' is not one of "
            + String.join(", ", names)
            + Suggestion.didYouMean(text.get(), names));
    return Optional.empty();
  }

  /** Notes every key that is not {@code known}. */
  public void onlyKnown(String where, Set<String> known) {
    for (String key : map.entries().keySet()) {
      if (!known.contains(key)) {
        String remedy = Suggestion.didYouMean(key, known);
        problems.add(
            map.lineOf(key),
            "unknown key '" + key + "' in " + where + (remedy.isEmpty() ? "; remove it" : remedy));
      }
    }
  }

  private void missing(String key) {
    String remedy =
        Suggestion.closest(
                key, map.entries().keySet().stream().filter(k -> !k.equals(key)).toList())
            .map(typo -> "; '" + typo + "' looks like a typo of it")
            .orElse("; add it");
    problems.add(map.line(), "'" + key + "' is missing" + remedy);
  }

  private Optional<YamlMap> asMap(String key, YamlNode node) {
    if (node instanceof YamlMap found) {
      return Optional.of(found);
    }
    wrongType(key, node, "a mapping");
    return Optional.empty();
  }

  private Optional<String> asText(String key, YamlNode node) {
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return Optional.of(scalar.text());
    }
    wrongType(key, node, "text");
    return Optional.empty();
  }

  private void wrongType(String key, YamlNode node, String expected) {
    problems.add(node.line(), "'" + key + "' is " + node.describe() + " but must be " + expected);
  }
}
