package io.pixelated.streams.sigma.predicate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds what compiling a regular expression may cost: automata unroll counted repetitions, so
 * {@code ((a{999}){999}){999}} would not fit in any memory.
 */
public final class RegexSize {

  private static final int MAX_LENGTH = 20_000;
  private static final long MAX_UNROLLED = 100_000;

  private RegexSize() {}

  /**
   * Refuses expressions that are too large.
   *
   * @throws InvalidItem if the expression is too large
   */
  public static void check(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw new InvalidItem(
          "the regular expression is longer than " + MAX_LENGTH + " characters; split it");
    }
    if (unrolled(regex) > MAX_UNROLLED) {
      throw new InvalidItem(
          "the regular expression unrolls to more than "
              + MAX_UNROLLED
              + " steps; lower its {n,m} repetitions");
    }
  }

  /** About the number of atoms after unrolling counted repetitions. */
  static long unrolled(String regex) {
    Deque<Long> outer = new ArrayDeque<>();
    long size = 0;
    long last = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      switch (c) {
        case '(' -> {
          outer.push(size);
          size = 0;
          last = 0;
        }
        case ')' -> {
          last = size;
          size += outer.isEmpty() ? 0 : outer.pop();
        }
        case '{' -> {
          long times = largestCount(regex, i);
          size = Math.min(Long.MAX_VALUE >> 16, size + last * Math.max(0, times - 1));
          last = Math.min(Long.MAX_VALUE >> 16, last * Math.max(1, times));
          if (last > MAX_UNROLLED || size > MAX_UNROLLED) {
            return Long.MAX_VALUE;
          }
        }
        default -> {
          if (c == '\\') {
            i++;
          }
          last = 1;
          size++;
        }
      }
    }
    return size;
  }

  /** The larger number in {@code {n,m}} at {@code open}, or 1 if it is no repetition. */
  private static long largestCount(String regex, int open) {
    long largest = 0;
    long current = 0;
    for (int i = open + 1; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c >= '0' && c <= '9') {
        current = Math.min(1_000_000, current * 10 + c - '0');
        largest = Math.max(largest, current);
      } else if (c == ',') {
        current = 0;
      } else {
        return c == '}' ? largest : 1;
      }
    }
    return 1;
  }
}
