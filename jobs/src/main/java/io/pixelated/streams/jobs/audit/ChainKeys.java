package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.audit.ChainId;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys that spread the chains over subtasks: as many key groups as chains, and one chain in each.
 *
 * <p>Chain numbers themselves would not do: Flink hashes keys, so that some key groups had several
 * chains and others none.
 */
final class ChainKeys {
  /** The key groups of the stage: never changed, for savepoints are divided by it. */
  static final int KEY_GROUPS = ChainId.VERDICT_CHAINS;

  private static final int[] KEYS = find();

  private ChainKeys() {}

  /** The key of a chain. */
  static int keyOf(int chain) {
    return KEYS[chain];
  }

  /** The chain of a key. */
  static int chainOf(int key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
  }

  /** For each chain, the smallest number that Flink puts into the key group of that number. */
  private static int[] find() {
    int[] keys = new int[KEY_GROUPS];
    boolean[] found = new boolean[KEY_GROUPS];
    int missing = KEY_GROUPS;
    for (int key = 0; missing > 0; key++) {
      int chain = chainOf(key);
      if (!found[chain]) {
        found[chain] = true;
        keys[chain] = key;
        missing--;
      }
    }
    return keys;
  }
}
