package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A question about an event's fields, from data: does one of them exist, and with such a value?
 * Values are compared without regard to case.
 *
 * @param fields any of these
 * @param values the values to look for; empty if any will do
 * @param prefixes what the value may start with instead
 * @param parts what the value may contain instead
 * @param absent whether the question is turned round: there is no such field or value
 */
record Condition(
    List<String> fields,
    Set<String> values,
    List<String> prefixes,
    List<String> parts,
    boolean absent)
    implements Predicate<String> {
  Condition {
    fields = List.copyOf(fields);
    values = Set.copyOf(values);
    prefixes = List.copyOf(prefixes);
    parts = List.copyOf(parts);
  }

  static List<Condition> all(DataTable table, String key) {
    List<Condition> conditions = new ArrayList<>();
    for (DataTable each : table.tables(key)) {
      each.only("field", "is", "starts", "contains", "absent");
      if (each.texts("field").isEmpty()) {
        throw each.wrong("field", "must name at least one field");
      }
      conditions.add(
          new Condition(
              each.texts("field"),
              lower(each.texts("is")),
              List.copyOf(lower(each.texts("starts"))),
              List.copyOf(lower(each.texts("contains"))),
              each.flag("absent")));
    }
    return List.copyOf(conditions);
  }

  /** Whether all conditions hold for the fields that {@code find} finds. */
  static boolean hold(List<Condition> conditions, Fields fields, ToIntFunction<String> find) {
    for (Condition condition : conditions) {
      if (!condition.holds(fields, find)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Fields event, ToIntFunction<String> find) {
    for (String field : fields) {
      int cursor = find.applyAsInt(field);
      while (cursor != FieldIndex.NONE) {
        if (accepts(event, event.value(cursor))) {
          return !absent;
        }
        cursor = event.next(cursor);
      }
    }
    return absent;
  }

  private boolean accepts(Fields event, int value) {
    if (values.isEmpty() && prefixes.isEmpty() && parts.isEmpty()) {
      return true;
    }
    if (event.kind(value) == ValueKind.NULL || event.kind(value) == ValueKind.COMPOSITE) {
      return false;
    }
    // a text of which a part counts is another one in every event
    boolean wholly = prefixes.isEmpty() && parts.isEmpty();
    return wholly ? test(event.text(value)) : event.test(value, this);
  }

  /** Whether a text is one of those that are looked for. */
  @Override
  public boolean test(String text) {
    for (String each : values) {
      if (each.length() == text.length() && each.equalsIgnoreCase(text)) {
        return true;
      }
    }
    if (prefixes.isEmpty() && parts.isEmpty()) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return prefixes.stream().anyMatch(lower::startsWith)
        || parts.stream().anyMatch(lower::contains);
  }

  private static Set<String> lower(List<String> texts) {
    Set<String> lower = new HashSet<>();
    texts.forEach(text -> lower.add(text.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
