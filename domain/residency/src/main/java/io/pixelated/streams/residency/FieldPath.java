package io.pixelated.streams.residency;

import java.util.List;

/**
 * A pattern of dotted paths to fields of JSON: {@code *} stands for one step, {@code **} at the end
 * for one or more. A member whose name has dots in it is as many steps, so that nested and dotted
 * spellings are one.
 */
record FieldPath(List<String> steps) {
  private static final String REST = "**";

  static FieldPath parse(String text) {
    List<String> steps = List.of(text.split("\\.", -1));
    if (steps.contains("") || steps.subList(0, steps.size() - 1).contains(REST)) {
      throw new IllegalArgumentException(
          "'" + text + "' is no path: write steps with dots between them, ** only as the last");
    }
    return new FieldPath(steps);
  }

  boolean matches(List<String> path) {
    boolean open = steps.get(steps.size() - 1).equals(REST);
    int fixed = open ? steps.size() - 1 : steps.size();
    if (open ? path.size() <= fixed : path.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      if (!steps.get(i).equals("*") && !steps.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
