package io.pixelated.streams.correlation.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A YAML value, read without ceremony; what does not fit throws. */
record Plain(YamlNode node) {

  boolean has(String key) {
    return node instanceof YamlMap map && map.has(key);
  }

  Plain get(String key) {
    if (!has(key)) {
      throw new IllegalArgumentException("line " + node.line() + " lacks '" + key + "'");
    }
    return new Plain(((YamlMap) node).get(key));
  }

  Collection<String> keys() {
    return ((YamlMap) node).entries().keySet();
  }

  void only(Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "line " + node.line() + " has unknown key '" + key + "'");
      }
    }
  }

  /** The items of a list; of anything else, itself; none if there is no such key. */
  List<Plain> list(String key) {
    if (!has(key)) {
      return List.of();
    }
    Plain value = get(key);
    return value.node instanceof YamlList list
        ? list.items().stream().map(Plain::new).toList()
        : List.of(value);
  }

  List<String> texts(String key) {
    return list(key).stream().map(Plain::text).toList();
  }

  String text(String key) {
    return get(key).text();
  }

  String text() {
    return ((YamlScalar) node).text();
  }

  boolean isMap() {
    return node instanceof YamlMap;
  }

  boolean isNumber() {
    return node instanceof YamlScalar scalar && scalar.type().isNumber();
  }

  BigDecimal number(String key) {
    return get(key).number();
  }

  BigDecimal number() {
    return ((YamlScalar) node).asNumber();
  }

  String json() {
    if (node instanceof YamlMap map) {
      return map.entries().entrySet().stream()
          .map(e -> quoted(e.getKey()) + ":" + new Plain(e.getValue()).json())
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof YamlList list) {
      return list.items().stream()
          .map(item -> new Plain(item).json())
          .collect(Collectors.joining(",", "[", "]"));
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.type()) {
      case INTEGER, DECIMAL -> scalar.asNumber().toPlainString();
      case BOOLEAN -> Boolean.toString(scalar.asBoolean());
      case NULL -> "null";
      case TEXT, TIMESTAMP -> quoted(scalar.text());
    };
  }

  /** Adds the texts of all scalars below, by dotted name; null is no value. */
  void flatten(String name, Map<String, String> fields) {
    if (node instanceof YamlMap map) {
      map.entries().forEach((key, value) -> new Plain(value).flatten(name + "." + key, fields));
    } else if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      String json = json();
      fields.put(name, json.startsWith("\"") ? scalar.text() : json);
    }
  }

  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
