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
  private final Fields fields;
  private final Format format;
  private final LogSource logSource;
  private final byte[] json;

  ParsedEvent(Fields fields, Format format, LogSource logSource) {
    this.fields = fields;
    this.format = format;
    this.logSource = logSource;
    this.json = fields.json();
  }

  /** What kind of log the event is from; events of one kind usually share the instance. */
  public LogSource logSource() {
    return logSource;
  }

  /** The most telling product, category and service of {@link #logSource()}. */
  public EventSource source() {
    return logSource.source();
  }

  /** Whether rules of a Sigma log source apply to the event; null stands for any. */
  public boolean belongsTo(String product, String category, String service) {
    return logSource.belongsTo(product, category, service);
  }

  /** A cursor on the first value of a rule's field; negative if the event does not have it. */
  public int find(String field) {
    return format.names().find(fields, field, logSource.source().service());
  }

  /** The cursor on the field's next value; negative if there is none. */
  public int next(int cursor) {
    return fields.next(cursor);
  }

  /** The number of the value under a cursor. */
  public int value(int cursor) {
    return fields.value(cursor);
  }

  /** How many values the event has; they are numbered from 0. */
  public int size() {
    return fields.size();
  }

  /** The value's dotted path. */
  public String path(int value) {
    return fields.path(value);
  }

  /** The last name on the value's path, as the event spells it. */
  public String leaf(int value) {
    return fields.leaf(value);
  }

  public ValueType type(int value) {
    return fields.type(value);
  }

  /** The value as text: a number in the event's own spelling, a composite as its JSON. */
  public String text(int value) {
    return fields.text(value);
  }

  /** The first value of a rule's field that is a text, number or boolean; null if there is none. */
  public String first(String field) {
    return fields.firstFrom(find(field));
  }

  Format format() {
    return format;
  }

  Fields fields() {
    return fields;
  }

  byte[] json() {
    return json;
  }
}
