package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.CaseFolding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds which of many literals a text starts with, or ends with, or is: reads the text from that
 * end for as long as any literal goes on alike.
 */
final class LiteralTrie {

  /** A literal, folded; {@code whole} if the text must be it and nothing more. */
  record Entry(String literal, boolean whole, int output) {}

  private static final int NONE = -1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final boolean fromEnd;
  private final int[] open;
  private final int[] whole;

  /** Where only one literal is left below a node, that literal, so that it is just compared. */
  private final char[][] only;

  private final int[] onlyOutput;
  private final boolean[] onlyWhole;
  private final long[] edges;
  private final int[] targets;
  private final int shift;

  private LiteralTrie(Builder builder, boolean fromEnd) {
    this.fromEnd = fromEnd;
    int nodes = builder.nodes.size();
    open = new int[nodes];
    whole = new int[nodes];
    only = new char[nodes][];
    onlyOutput = new int[nodes];
    onlyWhole = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      Node built = builder.nodes.get(node);
      open[node] = built.open;
      whole[node] = built.whole;
      if (built.only != null) {
        only[node] = built.only.literal().toCharArray();
        onlyOutput[node] = built.only.output();
        onlyWhole[node] = built.only.whole();
      }
    }
    int bits = Math.max(3, 33 - Integer.numberOfLeadingZeros(nodes));
    shift = Long.SIZE - bits;
    edges = new long[1 << bits];
    targets = new int[1 << bits];
    for (int node = 1; node < nodes; node++) {
      Node built = builder.nodes.get(node);
      long edge = edge(built.parent, built.by);
      int slot = (int) ((edge * MIX) >>> shift);
      while (edges[slot] != 0) {
        slot = (slot + 1) & (edges.length - 1);
      }
      edges[slot] = edge;
      targets[slot] = node;
    }
  }

  /** A trie over the beginnings of texts, or over their ends. */
  static LiteralTrie of(List<Entry> entries, boolean fromEnd) {
    return new LiteralTrie(new Builder(entries, fromEnd), fromEnd);
  }

  /** Reports the literals that the text between the two has at its start, or at its end. */
  void scan(char[] text, int start, int end, Hits hits) {
    int node = 0;
    int length = end - start;
    int depth = 0;
    while (true) {
      if (open[node] != NONE) {
        hits.found(open[node]);
      }
      if (depth == length) {
        if (whole[node] != NONE) {
          hits.found(whole[node]);
        }
        return;
      }
      if (only[node] != null) {
        compareOnly(node, depth, text, start, end, hits);
        return;
      }
      node = follow(node, CaseFolding.fold(text[fromEnd ? end - 1 - depth : start + depth]));
      if (node == NONE) {
        return;
      }
      depth++;
    }
  }

  private void compareOnly(int node, int depth, char[] text, int start, int end, Hits hits) {
    char[] literal = only[node];
    int length = literal.length;
    if (end - start < length || (onlyWhole[node] && end - start != length)) {
      return;
    }
    for (int i = depth; i < length; i++) {
      int inLiteral = fromEnd ? length - 1 - i : i;
      int inText = fromEnd ? end - 1 - i : start + i;
      if (CaseFolding.fold(text[inText]) != literal[inLiteral]) {
        return;
      }
    }
    hits.found(onlyOutput[node]);
  }

  private int follow(int node, char by) {
    long edge = edge(node, by);
    int slot = (int) ((edge * MIX) >>> shift);
    while (edges[slot] != edge) {
      if (edges[slot] == 0) {
        return NONE;
      }
      slot = (slot + 1) & (edges.length - 1);
    }
    return targets[slot];
  }

  /** Never zero. */
  private static long edge(int node, char by) {
    return ((long) (node + 1) << Character.SIZE) | by;
  }

  private static final class Node {
    private final int parent;
    private final char by;
    private int open = NONE;
    private int whole = NONE;
    private Entry only;

    Node(int parent, char by) {
      this.parent = parent;
      this.by = by;
    }
  }

  /** Sorts the literals, then cuts the sorted list into the subtrees. */
  private static final class Builder {
    private record Range(int node, int from, int to, int depth) {}

    private final boolean fromEnd;
    private final List<Entry> sorted;
    private final List<Node> nodes = new ArrayList<>();

    Builder(List<Entry> entries, boolean fromEnd) {
      this.fromEnd = fromEnd;
      sorted = new ArrayList<>(entries);
      sorted.sort(this::compare);
      nodes.add(new Node(0, (char) 0));
      ArrayDeque<Range> todo = new ArrayDeque<>();
      todo.add(new Range(0, 0, sorted.size(), 0));
      while (!todo.isEmpty()) {
        split(todo.remove(), todo);
      }
    }

    private void split(Range range, ArrayDeque<Range> todo) {
      Node node = nodes.get(range.node());
      int from = range.from();
      for (; from < range.to() && sorted.get(from).literal().length() == range.depth(); from++) {
        Entry entry = sorted.get(from);
        if (entry.whole()) {
          node.whole = entry.output();
        } else {
          node.open = entry.output();
        }
      }
      if (range.to() - from == 1) {
        node.only = sorted.get(from);
        return;
      }
      while (from < range.to()) {
        char by = at(from, range.depth());
        int to = from + 1;
        while (to < range.to() && at(to, range.depth()) == by) {
          to++;
        }
        nodes.add(new Node(range.node(), by));
        todo.add(new Range(nodes.size() - 1, from, to, range.depth() + 1));
        from = to;
      }
    }

    private int compare(Entry a, Entry b) {
      int common = Math.min(a.literal().length(), b.literal().length());
      for (int depth = 0; depth < common; depth++) {
        int order = Character.compare(at(a.literal(), depth), at(b.literal(), depth));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.literal().length(), b.literal().length());
    }

    private char at(int index, int depth) {
      return at(sorted.get(index).literal(), depth);
    }

    private char at(String literal, int depth) {
      return literal.charAt(fromEnd ? literal.length() - 1 - depth : depth);
    }
  }
}
