package io.pixelated.streams.ingest;

import io.pixelated.streams.ingest.Fields.Added;
import io.pixelated.streams.sigma.match.FieldLayout;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the fields lie that rules ask for; one for all events that are alike in it. */
final class Layout implements FieldLayout {
  private static final int MOST_USUAL = 128;
  private static final int[] ABSENT = {};

  private final Shape shape;
  private final FieldIndex index;
  private final List<Added> added;
  private final NameTable names;
  private final int[][] joined;
  private final Map<String, int[]> usual = new ConcurrentHashMap<>();

  Layout(Shape shape, FieldIndex index, List<Added> added, NameTable names) {
    this.shape = shape;
    this.index = index;
    this.added = added;
    this.names = names;
    this.joined =
        added.stream()
            .map(each -> each.parts().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Whether every field lies alike in both, which are of the same shape. */
  boolean isLike(Layout other) {
    return names.equals(other.names) && added.equals(other.added) && index.isLike(other.index);
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

  ValueKind kind(int value) {
    return value < shape.size() ? shape.kind(value) : ValueKind.TEXT;
  }

  /** A cursor on the first value of a rule's field, or {@link FieldIndex#NONE}. */
  int find(String field) {
    return names.find(index, this::kind, field);
  }

  @Override
  public String name(int value) {
    return value < shape.size() ? shape.leaf(value) : added.get(value - shape.size()).name();
  }

  @Override
  public int[] values(String field) {
    int cursor = find(field);
    if (cursor == FieldIndex.NONE) {
      return null;
    }
    int[] values = new int[1];
    int count = 0;
    for (; cursor != FieldIndex.NONE; cursor = index.next(cursor)) {
      int value = index.value(cursor);
      if (!isEmptyArray(value)) {
        values = count == values.length ? Arrays.copyOf(values, count * 2) : values;
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** The same, remembered; for the few fields that are read of every event. */
  int[] usual(String field) {
    int[] found = usual.get(field);
    if (found == null) {
      found = values(field);
      found = found == null ? ABSENT : found;
      if (usual.size() < MOST_USUAL) {
        usual.put(field, found);
      }
    }
    return found == ABSENT ? null : found;
  }

  private boolean isEmptyArray(int value) {
    return value < shape.size() && shape.isEmptyArray(value);
  }
}
