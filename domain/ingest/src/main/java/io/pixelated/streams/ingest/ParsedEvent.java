package io.pixelated.streams.ingest;

import io.pixelated.streams.events.EventSource;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.FieldLayout;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;

/**
 * An event whose JSON was read once: values in the order they came, found by the names that rules
 * use for them. Immutable.
 *
 * <p>A value's path joins the names around it with dots, whether the event nests them or spells the
 * dots; members of an array are values of one path. Names differ by case. A key that an object
 * repeats has all its values; where one is needed, the first counts. An object is a value besides
 * its members, and so is an array without members; the text of both is their JSON.
 */
public final class ParsedEvent implements EventView {
  private static final int[] NONE = {};

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

  @Override
  public LogSources logSources() {
    return recognised.logSources();
  }

  @Override
  public FieldLayout layout() {
    return layout;
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public ValueKind kind(int value) {
    return layout.kind(value);
  }

  @Override
  public char[] characters() {
    return values.characters();
  }

  @Override
  public int start(int value) {
    return values.start(value);
  }

  @Override
  public int end(int value) {
    return values.end(value);
  }

  /** The value as text: a number in the event's own spelling, a composite as its JSON. */
  @Override
  public String text(int value) {
    return values.text(value);
  }

  /** The value's dotted path. */
  public String path(int value) {
    return layout.path(value);
  }

  /** The first value of a rule's field that is a text, number or boolean; null if there is none. */
  public String first(String field) {
    int[] found = layout.usual(field);
    if (found != null) {
      for (int value : found) {
        if (values.start(value) >= 0 && layout.kind(value) != ValueKind.NULL) {
          return values.text(value);
        }
      }
    }
    return null;
  }

  /** The numbers of the values of a field that is read of every event; none if it is not there. */
  int[] values(String field) {
    int[] found = layout.usual(field);
    return found == null ? NONE : found;
  }

  /** A cursor for {@link #fields()} on the first value of a rule's field. */
  int find(String field) {
    return layout.find(field);
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
