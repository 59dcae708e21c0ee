package io.pixelated.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of one event: their characters and where each one's lie. */
final class Values {
  /** Stands for the beginning of an array without members. */
  static final int EMPTY_ARRAY = -1;

  private final byte[] record;
  private final int from;
  private final int to;
  private final char[] characters;
  private final int[] bounds;
  private final Shape shape;

  /**
   * @param from where the object begins in the record
   * @param to where it ends
   * @param bounds where each value begins and ends; for an object that is the place in the record,
   *     the beginning negated
   */
  Values(byte[] record, int from, int to, char[] characters, int[] bounds, Shape shape) {
    this.record = record;
    this.from = from;
    this.to = to;
    this.characters = characters;
    this.bounds = bounds;
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  char[] characters() {
    return characters;
  }

  /** Where a value begins among the characters; negative if it is not there. */
  int start(int value) {
    return bounds[2 * value];
  }

  int end(int value) {
    return bounds[2 * value + 1];
  }

  /** The value as text: a number in the event's own spelling, a composite as its JSON. */
  String text(int value) {
    int start = start(value);
    if (start >= 0) {
      return new String(characters, start, end(value) - start);
    }
    return start == EMPTY_ARRAY
        ? "[]"
        : new String(record, -start, end(value) + start, StandardCharsets.UTF_8);
  }

  /** Whether a value that is no composite has this text. */
  boolean is(int value, String text) {
    int start = start(value);
    int length = end(value) - start;
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (characters[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The object's own bytes, without what may surround it. */
  byte[] json() {
    return from == 0 && to == record.length ? record : Arrays.copyOfRange(record, from, to);
  }

  /** The same with values added that are made of others, joined by spaces. */
  Values with(int[][] joined) {
    int[] moreBounds = Arrays.copyOf(bounds, 2 * (shape.size() + joined.length));
    int length = characters.length;
    for (int[] each : joined) {
      for (int value : each) {
        length += end(value) - start(value) + 1;
      }
    }
    char[] moreCharacters = Arrays.copyOf(characters, length);
    int at = characters.length;
    int added = 2 * shape.size();
    for (int[] each : joined) {
      moreBounds[added++] = at;
      for (int i = 0; i < each.length; i++) {
        if (i > 0) {
          moreCharacters[at++] = ' ';
        }
        int size = end(each[i]) - start(each[i]);
        System.arraycopy(characters, start(each[i]), moreCharacters, at, size);
        at += size;
      }
      moreBounds[added++] = at;
    }
    return new Values(record, from, to, moreCharacters, moreBounds, shape);
  }
}
