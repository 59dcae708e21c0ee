package io.pixelated.streams.residency.minimise;

import java.util.List;

/**
 * A pattern of dotted paths to fields of JSON: {@code *} stands for one step, {@code **} at the end
 * for one or more. A member whose name has dots in it is as many steps, so that nested and dotted
 * spellings are one; an element of an array is one step, its index.
 */
public record FieldPath(List<String> steps) {
  static final String ANY = "*";
  static final String REST = "**";

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /**
   * The pattern in a text.
   *
   * @throws IllegalArgumentException if it is none; the message says what to write
   */
  public static FieldPath parse(String text) {
    List<String> steps = List.of(text.split("\\.", -1));
    if (steps.contains("") || steps.subList(0, steps.size() - 1).contains(REST)) {
      throw new IllegalArgumentException(
          "holds what is no path: write steps with dots between them, ** only as the last");
    }
    return new FieldPath(steps);
  }
}
