package io.pixelated.streams.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An event as the reference sees it: names and values, nothing else. */
public interface Event {

  /** The values of a field, those of an array one by one; null if the event has no such field. */
  List<Value> values(String field);

  /** Every value of the event. */
  Collection<Value> all();

  /** The event that a map of nulls, texts, numbers, booleans, or lists of such, is. */
  static Event of(Map<String, ?> fields) {
    return new Event() {
      @Override
      public List<Value> values(String field) {
        if (!fields.containsKey(field)) {
          return null;
        }
        List<Value> values = new ArrayList<>();
        if (fields.get(field) instanceof List<?> members) {
          members.forEach(member -> values.add(Value.of(member)));
        } else {
          values.add(Value.of(fields.get(field)));
        }
        return values;
      }

      @Override
      public Collection<Value> all() {
        List<Value> all = new ArrayList<>();
        fields.keySet().forEach(field -> all.addAll(values(field)));
        return all;
      }
    };
  }
}
