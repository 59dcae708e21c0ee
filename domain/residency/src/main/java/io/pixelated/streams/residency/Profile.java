package io.pixelated.streams.residency;

import java.util.List;
import java.util.Map;

/** What a minimised record keeps, by field: everything else is dropped. */
record Profile(String name, Map<FieldAction, List<FieldPath>> fields) {
  /** The strictest action listed for a field. */
  FieldAction action(List<String> path) {
    for (FieldAction action : FieldAction.values()) {
      for (FieldPath pattern : fields.getOrDefault(action, List.of())) {
        if (pattern.matches(path)) {
          return action;
        }
      }
    }
    return FieldAction.DROP;
  }
}
