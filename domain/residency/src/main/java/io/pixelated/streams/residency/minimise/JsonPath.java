package io.pixelated.streams.residency.minimise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names from the root of a record down to a value; a number is the index of an element, too. */
public final class JsonPath {
  private static final int NO_INDEX = -1;

  private final byte[][] names;
  private final int[] hashes;
  private final int[] indexes;

  private JsonPath(List<String> steps) {
    names = steps.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    hashes = Arrays.stream(names).mapToInt(n -> NameHash.of(n, 0, n.length)).toArray();
    indexes =
        steps.stream()
            .mapToInt(s -> s.matches("\\d{1,9}") ? Integer.parseInt(s) : NO_INDEX)
            .toArray();
  }

  /** The path in a text with dots between its steps; none: the root itself. */
  public static JsonPath of(String dotted) {
    return new JsonPath(dotted.isEmpty() ? List.of() : List.of(dotted.split("\\.", -1)));
  }

  int size() {
    return names.length;
  }

  byte[] name(int step) {
    return names[step];
  }

  int hash(int step) {
    return hashes[step];
  }

  int index(int step) {
    return indexes[step];
  }
}
