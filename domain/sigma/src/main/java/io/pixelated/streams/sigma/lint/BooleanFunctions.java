package io.pixelated.streams.sigma.lint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Boolean functions as reduced ordered decision diagrams: equal functions are the same number.
 * Bounded; a function that would take too many nodes ends the work with {@link TooLarge}.
 */
final class BooleanFunctions {

  static final int FALSE = 0;
  static final int TRUE = 1;

  private static final int MAX_NODES = 100_000;

  private int[] variable = new int[1024];
  private int[] low = new int[1024];
  private int[] high = new int[1024];
  private int size = 2;
  private final Map<Node, Integer> unique = new HashMap<>();
  private final Map<Node, Integer> conjunctions = new HashMap<>();
  private final Map<Integer, Integer> negations = new HashMap<>();

  private record Node(int variable, int low, int high) {}

  /** Says that a function is too large to be looked into. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  BooleanFunctions() {
    variable[FALSE] = Integer.MAX_VALUE;
    variable[TRUE] = Integer.MAX_VALUE;
  }

  int variable(int number) {
    return node(number, FALSE, TRUE);
  }

  int not(int f) {
    if (f <= TRUE) {
      return 1 - f;
    }
    Integer known = negations.get(f);
    if (known == null) {
      known = node(variable[f], not(low[f]), not(high[f]));
      negations.put(f, known);
    }
    return known;
  }

  int and(int f, int g) {
    if (f == FALSE || g == FALSE) {
      return FALSE;
    }
    if (f == TRUE || f == g) {
      return g;
    }
    if (g == TRUE) {
      return f;
    }
    Node key = new Node(-1, Math.min(f, g), Math.max(f, g));
    Integer known = conjunctions.get(key);
    if (known == null) {
      int top = Math.min(variable[f], variable[g]);
      int fLow = variable[f] == top ? low[f] : f;
      int fHigh = variable[f] == top ? high[f] : f;
      int gLow = variable[g] == top ? low[g] : g;
      int gHigh = variable[g] == top ? high[g] : g;
      known = node(top, and(fLow, gLow), and(fHigh, gHigh));
      conjunctions.put(key, known);
    }
    return known;
  }

  int or(int f, int g) {
    return not(and(not(f), not(g)));
  }

  private int node(int number, int whenFalse, int whenTrue) {
    if (whenFalse == whenTrue) {
      return whenFalse;
    }
    return unique.computeIfAbsent(
        new Node(number, whenFalse, whenTrue), key -> allocate(number, whenFalse, whenTrue));
  }

  private int allocate(int number, int whenFalse, int whenTrue) {
    if (size == MAX_NODES) {
      throw new TooLarge();
    }
    if (size == variable.length) {
      variable = Arrays.copyOf(variable, size * 2);
      low = Arrays.copyOf(low, size * 2);
      high = Arrays.copyOf(high, size * 2);
    }
    variable[size] = number;
    low[size] = whenFalse;
    high[size] = whenTrue;
    return size++;
  }
}
