package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.EventValue.Kind;
import java.util.ArrayList;
import java.util.List;

/** The values of one field of one event, as read from its view. */
final class FieldValues implements ValueSink {

  private boolean present;
  private boolean holdsNull;
  private EventValue first;
  private List<EventValue> more = List.of();

  static FieldValues read(EventView event, String field) {
    FieldValues values = new FieldValues();
    values.present = event.read(field, values);
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

  @Override
  public void text(String value) {
    add(new EventValue(Kind.TEXT, value));
  }

  @Override
  public void number(String literal) {
    add(new EventValue(Kind.NUMBER, literal));
  }

  @Override
  public void bool(boolean value) {
    add(new EventValue(Kind.BOOLEAN, value ? "true" : "false"));
  }

  @Override
  public void nothing() {
    holdsNull = true;
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
