package io.pixelated.streams.sigma.match;

import java.util.Arrays;

/**
 * The literals found in one event, and what follows for the rules of one index; used over and over
 * by one thread. Each literal counts once per event, however often it occurs.
 */
final class Hits {

  private OutputTable table;
  private byte[] wanted;

  /** Grows with every event, so that nothing needs to be cleared. */
  private long epoch;

  private long[] outputs = {};
  private long[] leaves = {};

  /** Per rule the epoch and, in the low byte, a bit for each requirement not met so far. */
  private long[] missing = {};

  private int[] candidates = {};
  private int count;

  /**
   * Starts over.
   *
   * @param leafCount of all rules
   * @param rulesWanted per rule a bit for each of its requirements
   * @param always the rules that are candidates without any
   */
  void begin(OutputTable outputTable, int leafCount, byte[] rulesWanted, int[] always) {
    table = outputTable;
    wanted = rulesWanted;
    epoch++;
    if (outputs.length < table.size()) {
      outputs = Arrays.copyOf(outputs, table.size());
    }
    if (leaves.length < leafCount) {
      leaves = Arrays.copyOf(leaves, leafCount);
    }
    if (missing.length < rulesWanted.length) {
      missing = Arrays.copyOf(missing, rulesWanted.length);
      candidates = new int[rulesWanted.length];
    }
    System.arraycopy(always, 0, candidates, 0, always.length);
    count = always.length;
  }

  boolean isFound(int output) {
    return outputs[output] == epoch;
  }

  void found(int output) {
    if (outputs[output] == epoch) {
      return;
    }
    outputs[output] = epoch;
    for (int fact : table.facts()[output]) {
      if (OutputTable.isLeaf(fact)) {
        leaves[OutputTable.leafOf(fact)] = epoch;
      } else {
        meet(OutputTable.ruleOf(fact), 1 << OutputTable.whichOf(fact));
      }
    }
  }

  private void meet(int rule, int requirement) {
    long before = missing[rule];
    long now = before >> Byte.SIZE == epoch ? before : (epoch << Byte.SIZE) | wanted[rule];
    long after = now & ~requirement;
    missing[rule] = after;
    if (after != now && (after & 0xff) == 0) {
      candidates[count++] = rule;
    }
  }

  /** Whether a literal was found that satisfies the leaf. */
  boolean holds(int leaf) {
    return leaves[leaf] == epoch;
  }

  /** How many rules have all they require. */
  int count() {
    return count;
  }

  int candidate(int index) {
    return candidates[index];
  }
}
