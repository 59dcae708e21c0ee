package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.EventValue.Kind;
import java.util.ArrayList;
import java.util.List;

/** The values of one field of one event, as read from its view. */
final class FieldValues {

  private boolean present;
  private boolean holdsNull;
  private EventValue first;
  private List<EventValue> more = List.of();

  static FieldValues read(EventView event, String field) {
    FieldValues values = new FieldValues();
    int[] numbers = event.layout().values(field);
    values.present = numbers != null;
    if (numbers != null) {
      for (int number : numbers) {
        values.add(event, number);
      }
    }
    return values;
  }

  boolean isPresent() {
    return present;
  }

  /** Absent, without a single value, or with a null among its values. */
  boolean isNull() {
    return first == null || holdsNull;
  }

  int size() {
    return first == null ? 0 : 1 + more.size();
  }

  EventValue get(int index) {
    return index == 0 ? first : more.get(index - 1);
  }

  private void add(EventView event, int number) {
    switch (event.kind(number)) {
      case TEXT, COMPOSITE -> add(new EventValue(Kind.TEXT, event.text(number)));
      case NUMBER -> add(new EventValue(Kind.NUMBER, event.text(number)));
      case BOOLEAN -> add(new EventValue(Kind.BOOLEAN, event.text(number)));
      case NULL -> holdsNull = true;
    }
  }

  private void add(EventValue value) {
    if (first == null) {
      first = value;
      return;
    }
    if (more.isEmpty()) {
      more = new ArrayList<>();
    }
    more.add(value);
  }
}
