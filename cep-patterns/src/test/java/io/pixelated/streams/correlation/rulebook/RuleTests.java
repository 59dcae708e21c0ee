package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cases of a {@code .test.yml} file; {@code cep-patterns/rules/README.md} describes them.
 *
 * @param positive per case, the JSON of its events
 * @param negative per case, the JSON of its events
 */
record RuleTests(List<List<String>> positive, List<List<String>> negative) {
  static RuleTests read(String text) {
    YamlStream stream = new YamlReader(YamlLimits.DEFAULT).read(text);
    if (!stream.errors().isEmpty()) {
      throw new IllegalArgumentException(stream.errors().toString());
    }
    YamlMap root = (YamlMap) stream.documents().get(0);
    return new RuleTests(cases(root, "positive"), cases(root, "negative"));
  }

  private static List<List<String>> cases(YamlMap root, String key) {
    return root.get(key) instanceof YamlList list
        ? list.items().stream().map(RuleTests::events).toList()
        : List.of();
  }

  private static List<String> events(YamlNode node) {
    return node instanceof YamlList list
        ? list.items().stream().map(RuleTests::event).toList()
        : List.of(event(node));
  }

  private static String event(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.text() : json(node);
  }

  private static String json(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(RuleTests::json).collect(Collectors.joining(",", "[", "]"));
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.type()) {
      case INTEGER, DECIMAL -> scalar.asNumber().toPlainString();
      case BOOLEAN -> Boolean.toString(scalar.asBoolean());
      case NULL -> "null";
      case TEXT, TIMESTAMP -> quoted(scalar.text());
    };
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
