package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import java.util.ArrayList;
import java.util.List;

/** One event while rules look at it: each field is read once, whatever the number of rules. */
final class Reading {

  private final EventView event;
  private final FieldValues[] bySlot;
  private List<NamedValue> all;

  Reading(EventView event, int slots) {
    this.event = event;
    this.bySlot = new FieldValues[slots];
  }

  FieldValues field(int slot, String name) {
    FieldValues values = bySlot[slot];
    if (values == null) {
      values = FieldValues.read(event, name);
      bySlot[slot] = values;
    }
    return values;
  }

  List<NamedValue> all() {
    if (all == null) {
      List<NamedValue> values = new ArrayList<>();
      for (int value = 0; value < event.size(); value++) {
        ValueKind kind = event.kind(value);
        if (kind != ValueKind.NULL && kind != ValueKind.COMPOSITE) {
          values.add(
              new NamedValue(
                  event.layout().name(value),
                  new EventValue(EventValue.Kind.TEXT, event.text(value))));
        }
      }
      all = values;
    }
    return all;
  }

  record NamedValue(String field, EventValue value) {}
}
