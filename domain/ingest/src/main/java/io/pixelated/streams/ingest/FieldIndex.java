package io.pixelated.streams.ingest;

import java.util.Arrays;

/**
 * Finds the values of an event by name. A name has a rank: values under a name of a lower rank hide
 * those of a higher one, so that an event's own spelling goes before a derived one.
 */
final class FieldIndex {
  static final int NONE = -1;

  /** More names than this in a row do not collide by chance. */
  private static final int MAX_PROBES = 256;

  private String[] names;
  private int[] ranks;
  private int[] heads;
  private int[] tails;
  private int used;
  private int[] values;
  private int[] nexts;
  private int entries;

  FieldIndex(int expected) {
    int capacity = Integer.highestOneBit(Math.max(8, expected) * 2 - 1) * 2;
    names = new String[capacity];
    ranks = new int[capacity];
    heads = new int[capacity];
    tails = new int[capacity];
    values = new int[Math.max(8, expected)];
    nexts = new int[values.length];
  }

  /** Adds a value under a name, unless the name was made to collide with many others. */
  boolean add(String name, int rank, int value) {
    int slot = slot(name);
    if (slot == NONE) {
      return false;
    }
    if (names[slot] == null) {
      if (used * 2 >= names.length) {
        grow();
        return add(name, rank, value);
      }
      used++;
      names[slot] = name;
      ranks[slot] = rank;
      heads[slot] = tails[slot] = entry(value);
    } else if (ranks[slot] == rank) {
      int entry = entry(value);
      nexts[tails[slot]] = entry;
      tails[slot] = entry;
    } else if (rank < ranks[slot]) {
      ranks[slot] = rank;
      heads[slot] = tails[slot] = entry(value);
    }
    return true;
  }

  /** A cursor on the first value under {@code name}, or {@link #NONE}. */
  int find(String name) {
    int slot = slot(name);
    return slot == NONE || names[slot] == null ? NONE : heads[slot];
  }

  int next(int cursor) {
    return nexts[cursor];
  }

  int value(int cursor) {
    return values[cursor];
  }

  /** Whether the same names were added in the same order, so that cursors mean the same. */
  boolean isLike(FieldIndex other) {
    return entries == other.entries
        && Arrays.equals(names, other.names)
        && Arrays.equals(heads, other.heads)
        && Arrays.equals(values, 0, entries, other.values, 0, entries)
        && Arrays.equals(nexts, 0, entries, other.nexts, 0, entries);
  }

  private int entry(int value) {
    if (entries == values.length) {
      values = Arrays.copyOf(values, entries * 2);
      nexts = Arrays.copyOf(nexts, entries * 2);
    }
    values[entries] = value;
    nexts[entries] = NONE;
    return entries++;
  }

  /** Where {@code name} is or would go; {@link #NONE} if too many others are in the way. */
  private int slot(String name) {
    int mask = names.length - 1;
    int slot = start(name) & mask;
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      if (names[slot] == null || names[slot].equals(name)) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return NONE;
  }

  private int freeSlot(String name) {
    int mask = names.length - 1;
    int slot = start(name) & mask;
    while (names[slot] != null) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int start(String name) {
    int hash = name.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  private void grow() {
    String[] oldNames = names;
    int[] oldRanks = ranks;
    int[] oldHeads = heads;
    int[] oldTails = tails;
    int capacity = oldNames.length * 2;
    names = new String[capacity];
    ranks = new int[capacity];
    heads = new int[capacity];
    tails = new int[capacity];
    for (int i = 0; i < oldNames.length; i++) {
      if (oldNames[i] != null) {
        int slot = freeSlot(oldNames[i]);
        names[slot] = oldNames[i];
        ranks[slot] = oldRanks[i];
        heads[slot] = oldHeads[i];
        tails[slot] = oldTails[i];
      }
    }
  }
}
