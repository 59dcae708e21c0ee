package io.pixelated.streams.sigma.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many literals may occur in a text, in one pass over it (Aho and Corasick, 1975),
 * with a dense transition table over the characters that the literals use.
 *
 * <p>Characters beyond ASCII share a few columns of the table, so that rules written in large
 * alphabets do not make it huge. Such a literal may be reported where it is not; none is missed.
 */
final class LiteralAutomaton {

  /** Receives the payloads of the literals that may be there, some perhaps repeatedly. */
  interface Sink {
    void found(int[] payloads);
  }

  /** A power of two. */
  private static final int WIDE_CLASSES = 64;

  private static final int ASCII = 128;

  private final int[] asciiClasses = new int[ASCII];
  private final int firstWideClass;
  private final int classes;
  private final int[] next;
  private final int[][] anywhere;
  private final int[][] atEnd;

  private LiteralAutomaton(Builder builder) {
    int count = 1;
    boolean wide = false;
    for (String literal : builder.literals()) {
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        if (c >= ASCII) {
          wide = true;
        } else if (asciiClasses[c] == 0) {
          asciiClasses[c] = count++;
        }
      }
    }
    firstWideClass = wide ? count : 0;
    classes = wide ? count + WIDE_CLASSES : count;
    Trie trie = new Trie(builder, this);
    next = trie.link();
    anywhere = trie.payloads(trie.anywhere);
    atEnd = trie.payloads(trie.atEnd);
  }

  void scan(String text, Sink sink) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * classes + classOf(text.charAt(i))];
      if (anywhere[state] != null) {
        sink.found(anywhere[state]);
      }
    }
    if (atEnd[state] != null) {
      sink.found(atEnd[state]);
    }
  }

  /** Zero for characters that no literal uses. */
  private int classOf(char c) {
    if (c < ASCII) {
      return asciiClasses[c];
    }
    return firstWideClass == 0 ? 0 : firstWideClass + (c & WIDE_CLASSES - 1);
  }

  /** Collects literals. */
  static final class Builder {
    private final Map<String, List<Integer>> anywhere = new HashMap<>();
    private final Map<String, List<Integer>> atEnd = new HashMap<>();

    void addAnywhere(String literal, int payload) {
      anywhere.computeIfAbsent(literal, l -> new ArrayList<>(1)).add(payload);
    }

    void addAtEnd(String literal, int payload) {
      atEnd.computeIfAbsent(literal, l -> new ArrayList<>(1)).add(payload);
    }

    LiteralAutomaton build() {
      return new LiteralAutomaton(this);
    }

    private List<String> literals() {
      List<String> all = new ArrayList<>(anywhere.keySet());
      all.addAll(atEnd.keySet());
      return all;
    }
  }

  /** The literals as a tree of states, before and while failure links are folded into it. */
  private static final class Trie {
    private final LiteralAutomaton alphabet;
    private final Map<Integer, List<Integer>> anywhere = new HashMap<>();
    private final Map<Integer, List<Integer>> atEnd = new HashMap<>();
    private int[] next;
    private int states = 1;

    Trie(Builder builder, LiteralAutomaton alphabet) {
      this.alphabet = alphabet;
      next = new int[64 * alphabet.classes];
      builder.anywhere.forEach((literal, payloads) -> add(literal, payloads, anywhere));
      builder.atEnd.forEach((literal, payloads) -> add(literal, payloads, atEnd));
    }

    private void add(String literal, List<Integer> payloads, Map<Integer, List<Integer>> target) {
      int state = 0;
      for (int i = 0; i < literal.length(); i++) {
        int edge = state * alphabet.classes + alphabet.classOf(literal.charAt(i));
        if (next[edge] == 0) {
          next[edge] = states++;
          if (states * alphabet.classes > next.length) {
            next = Arrays.copyOf(next, next.length * 2);
          }
        }
        state = next[edge];
      }
      target.computeIfAbsent(state, s -> new ArrayList<>(1)).addAll(payloads);
    }

    /** Completes the transitions, level by level, with those of the longest proper suffix. */
    int[] link() {
      int classes = alphabet.classes;
      int[] suffix = new int[states];
      ArrayDeque<Integer> open = new ArrayDeque<>();
      for (int c = 0; c < classes; c++) {
        if (next[c] != 0) {
          open.add(next[c]);
        }
      }
      while (!open.isEmpty()) {
        int state = open.remove();
        inherit(state, suffix[state], anywhere);
        inherit(state, suffix[state], atEnd);
        for (int c = 0; c < classes; c++) {
          int child = next[state * classes + c];
          int fallback = next[suffix[state] * classes + c];
          if (child == 0) {
            next[state * classes + c] = fallback;
          } else {
            suffix[child] = fallback;
            open.add(child);
          }
        }
      }
      return Arrays.copyOf(next, states * classes);
    }

    private static void inherit(int state, int suffix, Map<Integer, List<Integer>> payloads) {
      List<Integer> inherited = payloads.get(suffix);
      if (inherited != null) {
        payloads.computeIfAbsent(state, s -> new ArrayList<>()).addAll(inherited);
      }
    }

    int[][] payloads(Map<Integer, List<Integer>> byState) {
      int[][] table = new int[states][];
      byState.forEach(
          (state, list) ->
              table[state] = list.stream().mapToInt(Integer::intValue).distinct().toArray());
      return table;
    }
  }
}
