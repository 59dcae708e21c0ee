package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The fields of an event while it is found out what it is and what its fields are called; takes
 * down which answers its values gave, so that an event of the same shape that would give the same
 * need not be asked again. Whoever decides must therefore read values only through this.
 */
final class Fields {
  private final Values values;
  private final Shape shape;
  private final FieldIndex index;
  private final List<Added> added;
  private final List<Answer> answers = new ArrayList<>(8);

  /**
   * A value that is made of others.
   *
   * @param name its name
   * @param parts the values that it joins by spaces
   */
  record Added(String name, List<Integer> parts) {
    Added {
      parts = List.copyOf(parts);
    }
  }

  Fields(Values values) throws UnreadableException {
    this.values = values;
    this.shape = values.shape();
    this.index = new FieldIndex(shape.size());
    this.added = new ArrayList<>();
    for (int value = 0; value < shape.size(); value++) {
      name(shape.path(value), 0, value);
    }
  }

  /** The fields of an event that is known, of the layout. */
  Fields(Values values, Layout layout) {
    this.values = values;
    this.shape = values.shape();
    this.index = layout.index();
    this.added = layout.added();
  }

  /** Makes a value available under a further name, behind names of a lower rank. */
  void name(String name, int rank, int value) throws UnreadableException {
    if (!index.add(name, rank, value)) {
      throw new UnreadableException(
          "has field names made to collide in hash tables; use other names");
    }
  }

  /** Adds a text that joins the texts of other values by spaces. */
  void join(String name, List<Integer> parts) throws UnreadableException {
    added.add(new Added(name, parts));
    name(name, 0, size() - 1);
  }

  int size() {
    return shape.size() + added.size();
  }

  private Added added(int value) {
    return value < shape.size() ? null : added.get(value - shape.size());
  }

  String path(int value) {
    Added made = added(value);
    return made == null ? shape.path(value) : made.name;
  }

  String leaf(int value) {
    Added made = added(value);
    return made == null ? shape.leaf(value) : made.name;
  }

  ValueKind kind(int value) {
    return added(value) == null ? shape.kind(value) : ValueKind.TEXT;
  }

  /** Whether a value is a text, number or boolean. */
  boolean isText(int value) {
    ValueKind kind = kind(value);
    return kind != ValueKind.NULL && kind != ValueKind.COMPOSITE;
  }

  boolean isNull(int value) {
    return kind(value) == ValueKind.NULL;
  }

  String text(int value) {
    Added made = added(value);
    if (made == null) {
      String text = values.text(value);
      answers.add(Answer.text(value, text));
      return text;
    }
    List<String> parts = new ArrayList<>();
    made.parts.forEach(part -> parts.add(text(part)));
    return String.join(" ", parts);
  }

  /** Whether a value's text is as wanted; to be asked where texts differ from event to event. */
  boolean test(int value, Predicate<String> wanted) {
    if (added(value) != null) {
      return wanted.test(text(value));
    }
    boolean is = wanted.test(values.text(value));
    answers.add(Answer.test(value, wanted, is));
    return is;
  }

  FieldIndex index() {
    return index;
  }

  int find(String name) {
    return index.find(name);
  }

  int next(int cursor) {
    return index.next(cursor);
  }

  int value(int cursor) {
    return index.value(cursor);
  }

  /** The text of the first value under {@code name} that is neither null nor composite, or null. */
  String first(String name) {
    return firstFrom(index.find(name));
  }

  String firstFrom(int start) {
    int value = firstValue(start);
    return value < 0 ? null : text(value);
  }

  /** The first value from a cursor on that is neither null nor composite; negative if none is. */
  int firstValue(int start) {
    for (int cursor = start; cursor != FieldIndex.NONE; cursor = index.next(cursor)) {
      if (isText(index.value(cursor))) {
        return index.value(cursor);
      }
    }
    return -1;
  }

  /** What was asked so far, and the answers. */
  List<Answer> answers() {
    return answers;
  }

  /** How the fields lie that are here now. */
  Layout layout(NameTable names) {
    return new Layout(shape, index, List.copyOf(added), names);
  }
}
