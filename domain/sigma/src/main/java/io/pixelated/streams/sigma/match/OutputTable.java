package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What finding a literal means: numbered outputs, each a set of requirements of rules. A
 * requirement is written as {@code rule << 3 | which}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the hot loop
record OutputTable(int[][] requirements) {

  static final int BITS = 3;

  /** Most requirements of one rule. */
  static final int MAX_REQUIREMENTS = 4;

  int size() {
    return requirements.length;
  }

  static final class Builder {
    private final List<Set<Integer>> outputs = new ArrayList<>();

    int add(Set<Integer> requirements) {
      outputs.add(requirements);
      return outputs.size() - 1;
    }

    /** An output that means all of the given ones. */
    int union(int[] parts) {
      Set<Integer> union = new LinkedHashSet<>();
      Arrays.stream(parts).forEach(part -> union.addAll(outputs.get(part)));
      return add(union);
    }

    OutputTable build() {
      return new OutputTable(
          outputs.stream()
              .map(output -> output.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new));
    }
  }
}
