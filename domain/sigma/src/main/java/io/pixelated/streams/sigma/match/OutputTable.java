package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What finding a literal means: numbered outputs, each a set of facts. A fact is either that an
 * event has one of the requirements of a rule, or that it satisfies a leaf of a rule.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the hot loop
record OutputTable(int[][] facts) {

  /** Most requirements of one rule. */
  static final int MAX_REQUIREMENTS = 4;

  private static final int WHICH_BITS = 2;

  int size() {
    return facts.length;
  }

  static int requirement(int rule, int which) {
    return (rule << WHICH_BITS) | which;
  }

  static int leaf(int leaf) {
    return ~leaf;
  }

  static boolean isLeaf(int fact) {
    return fact < 0;
  }

  static int leafOf(int fact) {
    return ~fact;
  }

  static int ruleOf(int fact) {
    return fact >> WHICH_BITS;
  }

  static int whichOf(int fact) {
    return fact & (MAX_REQUIREMENTS - 1);
  }

  /** Numbers outputs; their facts are read only in the end. */
  static final class Builder {
    private final List<Set<Integer>> facts = new ArrayList<>();
    private final List<int[]> parts = new ArrayList<>();

    int add(Set<Integer> output) {
      facts.add(output);
      parts.add(null);
      return facts.size() - 1;
    }

    /** An output that means all of the given ones, none of which is a union. */
    int union(int[] outputs) {
      facts.add(null);
      parts.add(outputs);
      return facts.size() - 1;
    }

    OutputTable build() {
      int[][] table = new int[facts.size()][];
      for (int output = 0; output < table.length; output++) {
        Set<Integer> all = facts.get(output);
        if (all == null) {
          all = new LinkedHashSet<>();
          for (int part : parts.get(output)) {
            all.addAll(facts.get(part));
          }
        }
        table[output] = all.stream().mapToInt(Integer::intValue).toArray();
      }
      return new OutputTable(table);
    }
  }
}
