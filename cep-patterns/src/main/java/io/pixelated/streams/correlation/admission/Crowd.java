package io.pixelated.streams.correlation.admission;

import java.util.Arrays;

/**
 * From when on which groups of a crowd do not count.
 *
 * <p>A group's level is the number of zeros that its digest begins with: half of all groups have
 * level 0, a quarter have level 1. At a time t the lowest level counts above which, itself
 * included, no more than so many groups have been seen up to t. So a group counts until one group
 * too many of its own level or a higher one is seen, and to know when that is it takes, per level,
 * the earliest first times: one more than may count.
 */
final class Crowd {
  private final int most;
  private FirstOnes[] levels = new FirstOnes[0];

  /**
   * @param most how many groups may count at a time
   */
  Crowd(int most) {
    this.most = most;
  }

  static int level(long group) {
    return Long.numberOfLeadingZeros(group);
  }

  /**
   * Takes note of the first time of a group of that level.
   *
   * @param before what was thought its first time; {@link FirstTimes#NONE} if it was not known
   */
  void note(int level, long before, long time) {
    if (level >= levels.length) {
      levels = Arrays.copyOf(levels, level + 1);
    }
    for (int i = 0; i <= level; i++) {
      if (levels[i] == null) {
        levels[i] = new FirstOnes(most + 1);
      }
      levels[i].note(before, time);
    }
  }

  /** The time from which on {@code group} does not count; {@link Long#MAX_VALUE} for never. */
  long until(long group) {
    int level = level(group);
    return level < levels.length && levels[level] != null ? levels[level].last() : Long.MAX_VALUE;
  }

  /** Walks over the levels of which some do not count, each with the time from which on. */
  void forEach(FirstTimes.Visitor visitor) {
    for (int level = 0; level < levels.length; level++) {
      long until = levels[level].last();
      if (until != Long.MAX_VALUE) {
        visitor.visit(level, until);
      }
    }
  }

  /** Lets go of all but what {@link #until} needs. */
  void settle() {
    int crowded = 0;
    while (crowded < levels.length && levels[crowded].last() != Long.MAX_VALUE) {
      levels[crowded] = levels[crowded].settled();
      crowded++;
    }
    levels = Arrays.copyOf(levels, crowded);
  }

  /** The earliest of many times, so many of them: a heap with the latest on top. */
  private static final class FirstOnes {
    private final int capacity;
    private long[] heap = new long[4];
    private int size;

    private FirstOnes(int capacity) {
      this.capacity = capacity;
    }

    private long last() {
      return size == capacity ? heap[0] : Long.MAX_VALUE;
    }

    private FirstOnes settled() {
      FirstOnes only = new FirstOnes(1);
      only.heap = new long[] {heap[0]};
      only.size = 1;
      return only;
    }

    private void note(long before, long time) {
      int place = before == FirstTimes.NONE ? -1 : find(before);
      if (place >= 0) {
        heap[place] = time;
        sink(place);
      } else if (size < capacity) {
        if (size == heap.length) {
          heap = Arrays.copyOf(heap, Math.min(capacity, 2 * size));
        }
        heap[size++] = time;
        rise(size - 1);
      } else if (time < heap[0]) {
        heap[0] = time;
        sink(0);
      }
    }

    private int find(long time) {
      for (int i = 0; i < size; i++) {
        if (heap[i] == time) {
          return i;
        }
      }
      return -1;
    }

    private void rise(int from) {
      int place = from;
      long time = heap[place];
      while (place > 0 && heap[(place - 1) / 2] < time) {
        heap[place] = heap[(place - 1) / 2];
        place = (place - 1) / 2;
      }
      heap[place] = time;
    }

    private void sink(int from) {
      int place = from;
      long time = heap[place];
      while (2 * place + 1 < size) {
        int child = 2 * place + 1;
        if (child + 1 < size && heap[child + 1] > heap[child]) {
          child++;
        }
        if (heap[child] <= time) {
          break;
        }
        heap[place] = heap[child];
        place = child;
      }
      heap[place] = time;
    }
  }
}
