package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.yaml.ScalarType;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads typed values of one mapping and notes every value that is missing or of another type. */
final class YamlKeys {
  private final YamlMap map;
  private final List<Problem> problems;

  YamlKeys(YamlMap map, List<Problem> problems) {
    this.map = map;
    this.problems = problems;
  }

  void problem(String key, String message) {
    problems.add(new Problem(map.lineOf(key), message));
  }

  void onlyKnown(String where, Set<String> known) {
    for (String key : map.entries().keySet()) {
      if (!known.contains(key)) {
        problem(
            key,
            "unknown key '"
                + key
                + "' in "
                + where
                + "; it may have "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  Optional<String> requiredText(String key) {
    Optional<String> text = text(key);
    if (node(key).isEmpty() || (text.isPresent() && text.get().isBlank())) {
      problem(key, "'" + key + "' is missing; add it");
      return Optional.empty();
    }
    return text;
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> asText(key, node));
  }

  List<String> texts(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<YamlNode> items = node.get() instanceof YamlList list ? list.items() : List.of(node.get());
    List<String> texts = new ArrayList<>();
    items.forEach(item -> asText(key, item).ifPresent(texts::add));
    return texts;
  }

  List<YamlNode> requiredList(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && node.get() instanceof YamlList list && !list.items().isEmpty()) {
      return list.items();
    }
    problem(key, "'" + key + "' must be a list that is not empty");
    return List.of();
  }

  Optional<YamlMap> requiredMap(String key) {
    if (node(key).isEmpty()) {
      problem(key, "'" + key + "' is missing; add it");
    }
    return map(key);
  }

  Optional<YamlMap> map(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && !(node.get() instanceof YamlMap)) {
      wrongType(key, node.get(), "a mapping");
    }
    return node.filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
  }

  boolean flag(String key, boolean byDefault) {
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

  /** A whole number from 1 to {@code most}; 1 if it is not there. */
  int number(String key, int byDefault, int most) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return byDefault;
    }
    if (node.get() instanceof YamlScalar scalar && scalar.type() == ScalarType.INTEGER) {
      BigDecimal number = scalar.asNumber();
      if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return number.intValueExact();
      }
    }
    wrongType(key, node.get(), "a whole number from 1 to " + most);
    return byDefault;
  }

  /** What is there under {@code key}, whatever it is. */
  Optional<YamlNode> node(String key) {
    YamlNode node = map.get(key);
    boolean absent = node == null || (node instanceof YamlScalar scalar && scalar.isNull());
    return absent ? Optional.empty() : Optional.of(node);
  }

  private Optional<String> asText(String key, YamlNode node) {
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return Optional.of(scalar.text());
    }
    wrongType(key, node, "text");
    return Optional.empty();
  }

  private void wrongType(String key, YamlNode node, String expected) {
    problems.add(
        new Problem(
            node.line(), "'" + key + "' is " + node.describe() + " but must be " + expected));
  }
}
