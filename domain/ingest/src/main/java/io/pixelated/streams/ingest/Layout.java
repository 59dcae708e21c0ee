package io.pixelated.streams.ingest;

import io.pixelated.streams.ingest.Fields.Added;
import java.util.List;

/** Where the fields lie that rules ask for; one for all events that are alike in it. */
final class Layout {
  private final Shape shape;
  private final FieldIndex index;
  private final List<Added> added;
  private final FieldNames names;
  private final String service;
  private final int[][] joined;

  Layout(Shape shape, FieldIndex index, List<Added> added, FieldNames names, String service) {
    this.shape = shape;
    this.index = index;
    this.added = added;
    this.names = names;
    this.service = service;
    this.joined =
        added.stream()
            .map(each -> each.parts().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Whether every field lies alike in both, which are of the same shape. */
  boolean isLike(Layout other) {
    return names == other.names
        && service.equals(other.service)
        && added.equals(other.added)
        && index.isLike(other.index);
  }

  /** An event's values with those that are made of others. */
  Values complete(Values values) {
    return joined.length == 0 ? values : values.with(joined);
  }

  FieldIndex index() {
    return index;
  }

  List<Added> added() {
    return added;
  }

  int size() {
    return shape.size() + added.size();
  }

  String path(int value) {
    return value < shape.size() ? shape.path(value) : added.get(value - shape.size()).name();
  }

  String leaf(int value) {
    return value < shape.size() ? shape.leaf(value) : added.get(value - shape.size()).name();
  }

  ValueType type(int value) {
    return value < shape.size() ? shape.type(value) : ValueType.TEXT;
  }

  /** A cursor on the first value of a rule's field, or {@link FieldIndex#NONE}. */
  int find(String field) {
    return names.find(index, this::type, field, service);
  }
}
