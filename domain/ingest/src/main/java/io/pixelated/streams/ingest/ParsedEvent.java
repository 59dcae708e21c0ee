package io.pixelated.streams.ingest;

import io.pixelated.streams.events.EventSource;

/**
 * An event whose JSON was read once: values in the order they came, found by the names that rules
 * use for them. Immutable.
 *
 * <p>A value's path joins the names around it with dots, whether the event nests them or spells the
 * dots; members of an array are values of one path. Names differ by case. A key that an object
 * repeats has all its values; where one is needed, the first counts.
 *
 * <p>To visit the values of a field: {@code for (int c = event.find(f); c >= 0; c = event.next(c))
 * event.text(event.value(c))}. To visit all values: {@code 0 .. size()}.
 */
public final class ParsedEvent {
  private final Values values;
  private final Recognised recognised;
  private final Layout layout;

  ParsedEvent(Values values, Recognised recognised) {
    this.values = values;
    this.recognised = recognised;
    this.layout = recognised.layout();
  }

  /** What kind of log the event is from; events of one kind usually share the instance. */
  public LogSource logSource() {
    return recognised.source();
  }

  /** The most telling product, category and service of {@link #logSource()}. */
  public EventSource source() {
    return recognised.source().source();
  }

  /** Whether rules of a Sigma log source apply to the event; null stands for any. */
  public boolean belongsTo(String product, String category, String service) {
    return recognised.source().belongsTo(product, category, service);
  }

  /** A cursor on the first value of a rule's field; negative if the event does not have it. */
  public int find(String field) {
    return layout.find(field);
  }

  /** The cursor on the field's next value; negative if there is none. */
  public int next(int cursor) {
    return layout.index().next(cursor);
  }

  /** The number of the value under a cursor. */
  public int value(int cursor) {
    return layout.index().value(cursor);
  }

  /** How many values the event has; they are numbered from 0. */
  public int size() {
    return layout.size();
  }

  /** The value's dotted path. */
  public String path(int value) {
    return layout.path(value);
  }

  /** The last name on the value's path, as the event spells it. */
  public String leaf(int value) {
    return layout.leaf(value);
  }

  public ValueType type(int value) {
    return layout.type(value);
  }

  /** The value as text: a number in the event's own spelling, a composite as its JSON. */
  public String text(int value) {
    return values.text(value, layout.type(value));
  }

  /** The first value of a rule's field that is a text, number or boolean; null if there is none. */
  public String first(String field) {
    for (int cursor = find(field); cursor >= 0; cursor = next(cursor)) {
      int value = value(cursor);
      ValueType type = layout.type(value);
      if (type != ValueType.NULL && type != ValueType.COMPOSITE) {
        return text(value);
      }
    }
    return null;
  }

  Format format() {
    return recognised.format();
  }

  Fields fields() {
    return new Fields(values, layout);
  }

  byte[] json() {
    return values.json();
  }
}
