package io.pixelated.streams.correlation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a correlation takes of an event that one of its rules matched, and the group that it falls
 * into; of long text an {@link Excerpt}.
 *
 * @param group values of the group-by fields, in the order in which the rule lists them
 * @param value of its value fields; several as one text, so that different values make different
 *     ones; empty if there are none
 * @param fields those of its {@link Correlation#carried()} fields that the event has
 */
public record Projection(List<String> group, String value, Map<String, String> fields) {
  public Projection {
    group = List.copyOf(group);
    fields = Map.copyOf(fields);
  }

  /**
   * What {@code correlation} takes of an event; empty if the event lacks a field that it groups by
   * or counts.
   *
   * @param rule key of the rule that matched the event
   * @param event the event's fields by their own names; null for those that it does not have
   */
  public static Optional<Projection> of(
      Correlation correlation, String rule, UnaryOperator<String> event) {
    List<String> group = values(correlation, correlation.grouping().fields(), rule, event);
    List<String> values = values(correlation, correlation.valueFields(), rule, event);
    if (group == null || values == null) {
      return Optional.empty();
    }
    Map<String, String> fields = Map.of();
    if (!correlation.carried().isEmpty()) {
      fields = new TreeMap<>();
      for (String name : correlation.carried()) {
        String value = event.apply(correlation.grouping().field(name, rule));
        if (value != null) {
          fields.put(name, Excerpt.ofField(value));
        }
      }
    }
    return Optional.of(new Projection(group, value(correlation, values), fields));
  }

  /** Null if one of the fields is not there. */
  private static List<String> values(
      Correlation correlation, List<String> names, String rule, UnaryOperator<String> event) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>(names.size());
    for (String name : names) {
      String value = event.apply(correlation.grouping().field(name, rule));
      if (value == null) {
        return null;
      }
      values.add(Excerpt.ofField(value));
    }
    return values;
  }

  /** What is counted; a number stays as it is, however many digits it has. */
  private static String value(Correlation correlation, List<String> values) {
    boolean isNumber =
        correlation instanceof WindowCorrelation window && window.type().takesNumbers();
    return isNumber ? joined(values) : Excerpt.ofValue(joined(values));
  }

  private static String joined(List<String> values) {
    if (values.size() < 2) {
      return values.isEmpty() ? "" : values.get(0);
    }
    StringBuilder tuple = new StringBuilder();
    values.forEach(value -> tuple.append(value.length()).append(':').append(value));
    return tuple.toString();
  }
}
