package io.pixelated.streams.correlation.admission;

import java.util.Arrays;

/** When each of many groups was first seen: a hash map from one long to another, without boxes. */
final class FirstTimes {
  /** No time that an event can have. */
  static final long NONE = Long.MIN_VALUE;

  private static final int SMALLEST = 8;

  private long[] groups = new long[SMALLEST];
  private long[] times = filled(SMALLEST);
  private int size;

  /** Takes an entry of a walk over all. */
  @FunctionalInterface
  interface Visitor {
    void visit(long group, long time);
  }

  /** Says of an entry whether it stays. */
  @FunctionalInterface
  interface Filter {
    boolean keeps(long group, long time);
  }

  int size() {
    return size;
  }

  /** {@link #NONE} if the group was never seen. */
  long get(long group) {
    return times[place(group)];
  }

  /** Returns the time before, {@link #NONE} if there was none. */
  long put(long group, long time) {
    int place = place(group);
    long before = times[place];
    groups[place] = group;
    times[place] = time;
    if (before == NONE && 2 * ++size > groups.length) {
      rehash(2 * groups.length, (g, t) -> true);
    }
    return before;
  }

  void retain(Filter filter) {
    int[] kept = {0};
    forEach((group, time) -> kept[0] += filter.keeps(group, time) ? 1 : 0);
    int capacity = SMALLEST;
    while (capacity < 2 * kept[0] + 2) {
      capacity *= 2;
    }
    rehash(capacity, filter);
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < groups.length; i++) {
      if (times[i] != NONE) {
        visitor.visit(groups[i], times[i]);
      }
    }
  }

  private void rehash(int capacity, Filter filter) {
    long[] oldGroups = groups;
    long[] oldTimes = times;
    groups = new long[capacity];
    times = filled(capacity);
    size = 0;
    for (int i = 0; i < oldGroups.length; i++) {
      if (oldTimes[i] != NONE && filter.keeps(oldGroups[i], oldTimes[i])) {
        int place = place(oldGroups[i]);
        groups[place] = oldGroups[i];
        times[place] = oldTimes[i];
        size++;
      }
    }
  }

  private int place(long group) {
    int mask = groups.length - 1;
    int place = Long.hashCode(group * 0x9E3779B97F4A7C15L) & mask;
    while (times[place] != NONE && groups[place] != group) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private static long[] filled(int capacity) {
    long[] times = new long[capacity];
    Arrays.fill(times, NONE);
    return times;
  }
}
