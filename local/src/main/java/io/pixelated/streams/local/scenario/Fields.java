package io.pixelated.streams.local.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Nested fields of a record under construction, in the order they were put. */
final class Fields {
  private final Map<String, Object> root = new LinkedHashMap<>();

  /** Puts a value at a dotted path, creating the objects on the way. */
  Fields put(String path, Object value) {
    Map<String, Object> object = root;
    int from = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
      object = child(object, path.substring(from, dot));
      from = dot + 1;
    }
    object.put(path.substring(from), value);
    return this;
  }

  @SuppressWarnings("unchecked") // only this class puts maps, and only of this type
  private static Map<String, Object> child(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }

  Map<String, Object> asMap() {
    return root;
  }
}
