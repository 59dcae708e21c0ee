package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The names that fields of events of one log source go by, beside their own.
 *
 * @param preferred names that go before an event's own field
 * @param fallbacks names for a field that an event does not have, best first
 */
record NameTable(Map<String, List<String>> preferred, Map<String, List<String>> fallbacks) {
  static final NameTable EMPTY = new NameTable(Map.of(), Map.of());

  NameTable {
    preferred = Map.copyOf(preferred);
    fallbacks = Map.copyOf(fallbacks);
  }

  /**
   * A cursor on the first value that a rule means by {@code name}, or {@link FieldIndex#NONE}. An
   * object counts only if no other name leads to a value: XML's {@code EventID} may be one, with
   * its number inside.
   */
  int find(FieldIndex index, IntFunction<ValueKind> kinds, String name) {
    int instead = any(preferred.get(name), index, kinds);
    if (instead != FieldIndex.NONE) {
      return instead;
    }
    int own = index.find(name);
    if (own != FieldIndex.NONE && !isObject(own, index, kinds)) {
      return own;
    }
    int other = any(fallbacks.get(name), index, kinds);
    return own == FieldIndex.NONE || (other != FieldIndex.NONE && !isObject(other, index, kinds))
        ? other
        : own;
  }

  private static int any(List<String> names, FieldIndex index, IntFunction<ValueKind> kinds) {
    int object = FieldIndex.NONE;
    if (names != null) {
      for (String name : names) {
        int cursor = index.find(name);
        if (cursor != FieldIndex.NONE && !isObject(cursor, index, kinds)) {
          return cursor;
        }
        object = object == FieldIndex.NONE ? cursor : object;
      }
    }
    return object;
  }

  private static boolean isObject(int cursor, FieldIndex index, IntFunction<ValueKind> kinds) {
    return kinds.apply(index.value(cursor)) == ValueKind.COMPOSITE;
  }
}
