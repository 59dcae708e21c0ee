package io.pixelated.streams.sigma.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A YAML mapping in document order; keys are the text of their scalars.
 *
 * @param keyLines the one-based line of each key
 */
public record YamlMap(int line, Map<String, YamlNode> entries, Map<String, Integer> keyLines)
    implements YamlNode {

  public YamlMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    keyLines = Map.copyOf(keyLines);
  }

  /** The value of {@code key}, or null if the mapping has no such key. */
  public YamlNode get(String key) {
    return entries.get(Objects.requireNonNull(key));
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The line of {@code key}, or of the mapping if it has no such key. */
  public int lineOf(String key) {
    return keyLines.getOrDefault(key, line);
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}
