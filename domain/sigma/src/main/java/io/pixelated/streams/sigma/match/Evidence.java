package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the values that made a rule match, of each field a few. */
final class Evidence {

  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  void add(String field, String value) {
    List<String> values = fields.computeIfAbsent(field, f -> new ArrayList<>(1));
    if (values.size() < RuleMatch.MOST_VALUES && !values.contains(value)) {
      values.add(value);
    }
  }

  boolean isFull(String field) {
    List<String> values = fields.get(field);
    return values != null && values.size() == RuleMatch.MOST_VALUES;
  }

  Map<String, List<String>> fields() {
    return fields;
  }
}
