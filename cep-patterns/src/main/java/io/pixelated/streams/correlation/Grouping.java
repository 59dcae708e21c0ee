package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Map;

/**
 * The group-by of a correlation.
 *
 * @param fields what the rule groups by: field names or aliases; empty for one single group
 * @param aliases per alias, the field that it stands for in the events of each rule, by rule key
 */
public record Grouping(List<String> fields, Map<String, Map<String, String>> aliases) {
  public Grouping {
    fields = List.copyOf(fields);
    aliases = Map.copyOf(aliases);
  }

  /** The event field that {@code name} stands for in an event that {@code rule} matched. */
  public String field(String name, String rule) {
    return aliases.getOrDefault(name, Map.of()).getOrDefault(rule, name);
  }
}
