package io.pixelated.streams.local.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A map of a scenario file, read key by key with errors that name the key's full path. */
final class Section {
  private final String path;
  private final Map<?, ?> values;

  Section(String path, Object values) {
    this.path = path;
    if (!(values instanceof Map<?, ?> map)) {
      throw new ScenarioException(path, values, "it must be a map of keys");
    }
    this.values = map;
  }

  /** Refuses keys that nobody will read. */
  void allow(List<String> keys) {
    for (Object key : values.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        throw new ScenarioException(
            key(String.valueOf(key)), values.get(key), "no such key; use one of " + keys);
      }
    }
  }

  private String key(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new ScenarioException(key(name), "missing", "give it a value");
    }
    return value;
  }

  String text(String name) {
    return String.valueOf(required(name));
  }

  double positive(String name) {
    Object value = required(name);
    if (value instanceof Number number && number.doubleValue() > 0) {
      return number.doubleValue();
    }
    throw new ScenarioException(key(name), value, "it must be a number above 0");
  }

  Duration duration(String name) {
    String text = text(name);
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      throw new ScenarioException(key(name), text, "write an ISO 8601 duration such as PT24H");
    }
    throw new ScenarioException(key(name), text, "it must not be negative");
  }

  List<String> texts(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new ScenarioException(key(name), value, "it must be a list");
    }
    return list.stream().map(String::valueOf).toList();
  }

  List<Section> sections(String name) {
    Object value = required(name);
    if (!(value instanceof List<?> list)) {
      throw new ScenarioException(key(name), value, "it must be a list");
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      sections.add(new Section(key(name) + "[" + i + "]", list.get(i)));
    }
    return sections;
  }

  /** A map of weights or counts, whose keys the caller names. */
  <K> Map<K, Double> numbers(String name, Function<String, K> keys, List<String> known) {
    Map<K, Double> numbers = new LinkedHashMap<>();
    Section section = new Section(key(name), required(name));
    section.values.forEach(
        (rawKey, value) -> {
          String inner = String.valueOf(rawKey);
          K resolved = keys.apply(inner);
          if (resolved == null) {
            throw new ScenarioException(
                section.key(inner), value, "no such name; use one of " + known);
          }
          if (!(value instanceof Number number) || number.doubleValue() < 0) {
            throw new ScenarioException(section.key(inner), value, "it must be a number from 0 on");
          }
          numbers.put(resolved, number.doubleValue());
        });
    return numbers;
  }
}
