package io.pixelated.streams.sigma.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A set of code points as sorted, disjoint ranges: first, last, first, last, ... */
final class CharSet {

  static final CharSet DIGITS = of('0', '9');
  static final CharSet SPACES = of('\t', '\n', '\f', '\r', ' ', ' ');
  static final CharSet WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
  static final CharSet NEW_LINE = of('\n', '\n');
  static final CharSet ANY = of(0, Character.MAX_CODE_POINT);

  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  private final int[] ranges;

  private CharSet(int[] ranges) {
    this.ranges = ranges;
  }

  /** Any ranges, also unsorted and overlapping ones. */
  static CharSet of(int... ranges) {
    List<int[]> sorted = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      sorted.add(new int[] {ranges[i], ranges[i + 1]});
    }
    sorted.sort(Comparator.comparingInt(range -> range[0]));
    int[] merged = new int[ranges.length];
    int size = 0;
    for (int[] range : sorted) {
      if (size > 0 && range[0] <= merged[size - 1] + 1) {
        merged[size - 1] = Math.max(merged[size - 1], range[1]);
      } else {
        merged[size++] = range[0];
        merged[size++] = range[1];
      }
    }
    return new CharSet(Arrays.copyOf(merged, size));
  }

  CharSet and(CharSet other) {
    int[] both = Arrays.copyOf(ranges, ranges.length + other.ranges.length);
    System.arraycopy(other.ranges, 0, both, ranges.length, other.ranges.length);
    return of(both);
  }

  CharSet inverted() {
    int[] inverse = new int[ranges.length + 2];
    int size = 0;
    int from = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > from) {
        inverse[size++] = from;
        inverse[size++] = ranges[i] - 1;
      }
      from = ranges[i + 1] + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      inverse[size++] = from;
      inverse[size++] = Character.MAX_CODE_POINT;
    }
    return new CharSet(Arrays.copyOf(inverse, size));
  }

  /** With the other case of each letter; null if it has letters beyond ASCII, but not all. */
  CharSet ignoringCase() {
    List<Integer> more = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i + 1] < Character.MAX_CODE_POINT && hasWideLetter(ranges[i], ranges[i + 1])) {
        return null;
      }
      for (int c = ranges[i]; c <= Math.min(127, ranges[i + 1]); c++) {
        if (Character.isLetter(c)) {
          more.add(c ^ 0x20);
          more.add(c ^ 0x20);
        }
        if ((c | 0x20) == 'k' || (c | 0x20) == 's') {
          int third = (c | 0x20) == 'k' ? KELVIN : LONG_S;
          more.add(third);
          more.add(third);
        }
      }
    }
    return and(of(more.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static boolean hasWideLetter(int first, int last) {
    for (int c = Math.max(128, first); c <= last; c++) {
      if (Character.isLetter(c) || c > Character.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }

  boolean contains(int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Where the set begins and where it has ended, for cutting the alphabet into classes. */
  int[] bounds() {
    int[] bounds = ranges.clone();
    for (int i = 1; i < bounds.length; i += 2) {
      bounds[i]++;
    }
    return bounds;
  }
}
