package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import io.pixelated.streams.sigma.predicate.RegexProgram.Op;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A deterministic automaton that finds a regular expression in one step per character. Its states
 * are made when a text first leads there, and are forgotten when they become too many. Safe for
 * threads.
 */
final class RegexAutomaton {

  /** About the 64-bit words that remembered states may take. */
  private static final int MOST_WORDS = 1 << 17;

  private static final int ASCII = 128;

  /** What came before a place. */
  private enum Before {
    TEXT_START,
    NEW_LINE,
    WORD,
    OTHER
  }

  /** The ways that are open after some characters; {@code next} is filled as texts need it. */
  private static final class State {
    private final long[] open;
    private final Before before;
    private final State[] next;

    State(long[] open, Before before, int classes) {
      this.open = open;
      this.before = before;
      this.next = new State[classes];
    }
  }

  private record Key(Before before, String open) {}

  private final RegexProgram program;
  private final int start;
  private final byte[] asciiClasses = new byte[ASCII];

  /** First character of each class; the class after the last stands for the end of the text. */
  private final int[] bounds;

  private final State found = new State(new long[0], Before.OTHER, 0);
  private final State lost = new State(new long[0], Before.OTHER, 0);
  private final Map<Key, State> states = new HashMap<>();
  private int words;
  private volatile State first;
  private volatile boolean isCrowded;

  private RegexAutomaton(RegexProgram program, int start) {
    this.program = program;
    this.start = start;
    TreeSet<Integer> cuts = new TreeSet<>();
    cuts.add(0);
    for (CharSet always : new CharSet[] {CharSet.NEW_LINE, CharSet.WORD}) {
      Arrays.stream(always.bounds()).forEach(cuts::add);
    }
    for (int at = 0; at < program.size(); at++) {
      if (program.op(at) == Op.TAKE) {
        Arrays.stream(program.set(at).bounds()).forEach(cuts::add);
      }
    }
    bounds = cuts.stream().mapToInt(Integer::intValue).toArray();
    for (int c = 0; c < ASCII; c++) {
      asciiClasses[c] = (byte) search(c);
    }
    first = newFirst();
  }

  /** Null if the expression is none that can be run this way. */
  static RegexAutomaton compile(String regex, Set<Flag> flags) {
    RegexParser.Parsed parsed = RegexParser.parse(regex, flags);
    if (parsed == null) {
      return null;
    }
    RegexAutomaton automaton = new RegexAutomaton(parsed.program(), parsed.start());
    return automaton.bounds.length > Byte.MAX_VALUE ? null : automaton;
  }

  /**
   * Whether the expression occurs between the two.
   *
   * @throws SearchBudget.Exhausted if the text leads to ever new states for too long
   */
  boolean find(char[] text, int from, int to, SearchBudget budget) {
    State state = first;
    int at = from;
    while (at < to) {
      int c = text[at++];
      int kind;
      if (c < ASCII) {
        kind = asciiClasses[c];
      } else {
        if (Character.isHighSurrogate((char) c) && at < to && Character.isLowSurrogate(text[at])) {
          c = Character.toCodePoint((char) c, text[at++]);
        }
        kind = search(c);
      }
      State next = state.next[kind];
      if (next == null) {
        next = newStep(state, kind, budget);
      }
      if (next == found) {
        return true;
      }
      state = next;
    }
    State end = state.next[bounds.length];
    return (end == null ? newStep(state, bounds.length, budget) : end) == found;
  }

  /** Making states is free until there were too many of them to remember. */
  private State newStep(State state, int kind, SearchBudget budget) {
    if (isCrowded) {
      budget.spend(program.size());
    }
    return step(state, kind);
  }

  private int search(int c) {
    int at = Arrays.binarySearch(bounds, c);
    return at >= 0 ? at : -at - 2;
  }

  private State newFirst() {
    State state = new State(new long[(program.size() + 63) >> 6], Before.TEXT_START, classes());
    set(state.open, start);
    return state;
  }

  private int classes() {
    return bounds.length + 1;
  }

  private synchronized State step(State state, int kind) {
    boolean atEnd = kind == bounds.length;
    int c = atEnd ? -1 : bounds[kind];
    long[] reached = new long[state.open.length];
    boolean matched = follow(state, c, reached);
    if (matched) {
      state.next[kind] = found;
      return found;
    }
    if (atEnd) {
      state.next[kind] = lost;
      return lost;
    }
    long[] open = new long[reached.length];
    for (int at = nextSet(reached, 0); at >= 0; at = nextSet(reached, at + 1)) {
      if (program.op(at) == Op.TAKE && program.set(at).contains(c)) {
        set(open, program.next(at));
      }
    }
    set(open, start);
    State next = remembered(open, before(c));
    state.next[kind] = next;
    return next;
  }

  /** Follows all ways to where a character is taken; whether one of them is a match. */
  private boolean follow(State state, int c, long[] reached) {
    int[] stack = new int[program.size() + 1];
    int top = 0;
    for (int at = nextSet(state.open, 0); at >= 0; at = nextSet(state.open, at + 1)) {
      if (!isSet(reached, at)) {
        set(reached, at);
        stack[top++] = at;
      }
    }
    while (top > 0) {
      int at = stack[--top];
      switch (program.op(at)) {
        case MATCH -> {
          return true;
        }
        case TAKE -> {
          // waits for the character
        }
        case FORK -> {
          top = visit(program.next(at), reached, stack, top);
          top = visit(program.other(at), reached, stack, top);
        }
        case AT -> {
          if (isAt(program.place(at), state.before, c)) {
            top = visit(program.next(at), reached, stack, top);
          }
        }
      }
    }
    return false;
  }

  private static int visit(int at, long[] reached, int[] stack, int top) {
    if (isSet(reached, at)) {
      return top;
    }
    set(reached, at);
    stack[top] = at;
    return top + 1;
  }

  private static boolean isAt(RegexProgram.Place place, Before before, int c) {
    boolean wordEdge = (before == Before.WORD) != (c >= 0 && CharSet.WORD.contains(c));
    return switch (place) {
      case TEXT_START -> before == Before.TEXT_START;
      case TEXT_END -> c < 0;
      case LINE_START -> before == Before.TEXT_START || before == Before.NEW_LINE;
      case LINE_END -> c < 0 || c == '\n';
      case WORD_EDGE -> wordEdge;
      case NO_WORD_EDGE -> !wordEdge;
    };
  }

  private static Before before(int c) {
    return c == '\n' ? Before.NEW_LINE : CharSet.WORD.contains(c) ? Before.WORD : Before.OTHER;
  }

  private State remembered(long[] open, Before before) {
    StringBuilder text = new StringBuilder();
    for (long word : open) {
      text.append((char) word)
          .append((char) (word >> 16))
          .append((char) (word >> 32))
          .append((char) (word >> 48));
    }
    Key key = new Key(before, text.toString());
    State known = states.get(key);
    if (known == null) {
      known = new State(open, before, classes());
      words += 2 * open.length + classes() + 16;
      if (words > MOST_WORDS) {
        // texts under way keep the states they know; those are garbage once they are done
        isCrowded = true;
        states.clear();
        words = 0;
        first = newFirst();
      }
      states.put(key, known);
    }
    return known;
  }

  private static int nextSet(long[] bits, int from) {
    for (int word = from >> 6; word < bits.length; word++) {
      long rest = word == from >> 6 ? bits[word] & (-1L << from) : bits[word];
      if (rest != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return -1;
  }

  private static boolean isSet(long[] bits, int at) {
    return (bits[at >> 6] >> at & 1) != 0;
  }

  private static void set(long[] bits, int at) {
    bits[at >> 6] |= 1L << at;
  }
}
