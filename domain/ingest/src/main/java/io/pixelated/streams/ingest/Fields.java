package io.pixelated.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of one JSON object in the order they were read, each with its path; filled once. */
final class Fields {
  /** Stands for the object itself, which is not a value of its own. */
  static final int ROOT = -1;

  private static final int USUAL = 64;

  private final byte[] json;
  private final ParseLimits limits;
  private final FieldIndex index = new FieldIndex(USUAL);
  private String[] paths = new String[USUAL];
  private String[] leaves = new String[USUAL];
  private ValueType[] types = new ValueType[USUAL];
  private String[] texts = new String[USUAL];
  private int[] starts = {};
  private int[] ends = {};
  private int size;
  private int from;
  private int to;

  Fields(byte[] json, ParseLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  void add(String path, String leaf, ValueType type, String text) throws UnreadableException {
    if (size == limits.values()) {
      throw new UnreadableException(
          "holds more than " + limits.values() + " values; split it or leave lists out");
    }
    if (size == paths.length) {
      paths = Arrays.copyOf(paths, size * 2);
      leaves = Arrays.copyOf(leaves, size * 2);
      types = Arrays.copyOf(types, size * 2);
      texts = Arrays.copyOf(texts, size * 2);
    }
    paths[size] = path;
    leaves[size] = leaf;
    types[size] = type;
    texts[size] = text;
    name(path, 0, size);
    size++;
  }

  /** Makes a value available under a further name, behind names of a lower rank. */
  void name(String name, int rank, int value) throws UnreadableException {
    if (!index.add(name, rank, value)) {
      throw new UnreadableException(
          "has field names made to collide in hash tables; use other names");
    }
  }

  /** Adds an object whose end is not known yet. */
  int open(String path, String leaf, int start) throws UnreadableException {
    add(path, leaf, ValueType.COMPOSITE, null);
    if (starts.length < size) {
      starts = Arrays.copyOf(starts, paths.length);
      ends = Arrays.copyOf(ends, paths.length);
    }
    starts[size - 1] = start;
    return size - 1;
  }

  void close(int value, int end) {
    ends[value] = end;
  }

  void emptyArray(String path, String leaf) throws UnreadableException {
    add(path, leaf, ValueType.COMPOSITE, "[]");
  }

  void bounds(int start, int end) {
    from = start;
    to = end;
  }

  boolean isComplete() {
    return to > 0;
  }

  int to() {
    return to;
  }

  /** The object's own bytes, without what may surround it. */
  byte[] json() {
    return from == 0 && to == json.length ? json : Arrays.copyOfRange(json, from, to);
  }

  int size() {
    return size;
  }

  String path(int value) {
    return paths[value];
  }

  String leaf(int value) {
    return leaves[value];
  }

  ValueType type(int value) {
    return types[value];
  }

  String text(int value) {
    String text = texts[value];
    if (text != null) {
      return text;
    }
    return new String(json, starts[value], ends[value] - starts[value], StandardCharsets.UTF_8);
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
    for (int cursor = start; cursor != FieldIndex.NONE; cursor = index.next(cursor)) {
      int value = index.value(cursor);
      ValueType type = types[value];
      if (type != ValueType.NULL && type != ValueType.COMPOSITE) {
        return texts[value];
      }
    }
    return null;
  }
}
