package io.pixelated.streams.sigma.match;

import java.util.Arrays;

/**
 * The literals found in one event, and the rules of one index that become candidates by them; used
 * over and over by one thread. Each literal counts once per event, however often it occurs.
 */
final class Hits {

  private OutputTable table;
  private byte[] wanted;
  private long epoch;
  private long[] seen = {};
  private long[] missing = {};
  private int[] candidates = {};
  private int count;

  /**
   * Starts over.
   *
   * @param rulesWanted per rule a bit for each of its requirements
   * @param always the rules that are candidates without any
   */
  void begin(OutputTable outputs, byte[] rulesWanted, int[] always) {
    table = outputs;
    wanted = rulesWanted;
    epoch++;
    if (seen.length < outputs.size()) {
      seen = Arrays.copyOf(seen, outputs.size());
    }
    if (missing.length < rulesWanted.length) {
      missing = Arrays.copyOf(missing, rulesWanted.length);
      candidates = new int[rulesWanted.length];
    }
    System.arraycopy(always, 0, candidates, 0, always.length);
    count = always.length;
  }

  boolean isFound(int output) {
    return seen[output] == epoch;
  }

  void found(int output) {
    if (seen[output] == epoch) {
      return;
    }
    seen[output] = epoch;
    for (int requirement : table.requirements()[output]) {
      satisfy(requirement >> OutputTable.BITS, 1 << (requirement & ((1 << OutputTable.BITS) - 1)));
    }
  }

  private void satisfy(int rule, int bit) {
    long before = missing[rule];
    long now = before >> Byte.SIZE == epoch ? before : (epoch << Byte.SIZE) | wanted[rule];
    long after = now & ~bit;
    missing[rule] = after;
    if (after != now && (after & 0xff) == 0) {
      candidates[count++] = rule;
    }
  }

  /** How many rules have all they require. */
  int count() {
    return count;
  }

  int candidate(int index) {
    return candidates[index];
  }
}
