package io.pixelated.streams.residency.minimise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a {@link FieldMachine} stands after the steps to a field: what becomes of it, and below.
 */
final class FieldState {
  private static final int FIRST_CAPACITY = 8;

  private final FieldAction action;
  private final boolean dead;
  private FieldState other = this;

  /** A hash table with open addressing; twice as large as what it holds. */
  private Edge[] edges = new Edge[FIRST_CAPACITY];

  private int size;
  private boolean hasIndexes;

  /** What follows on a name; {@code loose}: on any other spelling of it in letter case. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Edge(int hash, byte[] name, FieldState next, boolean loose) {}

  FieldState(FieldAction action, boolean dead) {
    this.action = action;
    this.dead = dead;
  }

  /** What becomes of a field that is here. */
  FieldAction action() {
    return action;
  }

  /** Whether everything here and below is dropped and nothing of it is personal. */
  boolean isDead() {
    return dead;
  }

  /** What follows on a name that no pattern lists. */
  FieldState other() {
    return other;
  }

  void setOther(FieldState next) {
    other = next;
  }

  void addExact(byte[] name, FieldState next) {
    hasIndexes |= name.length > 0 && name[0] >= '0' && name[0] <= '9';
    add(new Edge(NameHash.of(name, 0, name.length), name, next, false));
  }

  void addLoose(byte[] folded, FieldState next) {
    add(new Edge(NameHash.of(folded, 0, folded.length), folded, next, true));
  }

  private void add(Edge edge) {
    if (2 * ++size > edges.length) {
      Edge[] old = edges;
      edges = new Edge[2 * old.length];
      for (Edge moved : old) {
        if (moved != null) {
          put(moved);
        }
      }
    }
    put(edge);
  }

  private void put(Edge edge) {
    int at = edge.hash() & (edges.length - 1);
    while (edges[at] != null) {
      at = (at + 1) & (edges.length - 1);
    }
    edges[at] = edge;
  }

  /** What follows on a name that some pattern lists; null if none does. */
  FieldState listed(byte[] bytes, int start, int end, int hash) {
    FieldState loose = null;
    int at = hash & (edges.length - 1);
    for (Edge edge = edges[at]; edge != null; edge = edges[at]) {
      if (edge.hash() == hash && edge.name().length == end - start) {
        if (edge.loose()) {
          loose = sameInAnyCase(bytes, start, edge.name()) ? edge.next() : loose;
        } else if (Arrays.equals(bytes, start, end, edge.name(), 0, edge.name().length)) {
          return edge.next();
        }
      }
      at = (at + 1) & (edges.length - 1);
    }
    return loose;
  }

  /** What follows on an element of an array. */
  FieldState element(int index) {
    if (!hasIndexes) {
      return other;
    }
    byte[] name = Integer.toString(index).getBytes(StandardCharsets.US_ASCII);
    FieldState next = listed(name, 0, name.length, NameHash.of(name, 0, name.length));
    return next == null ? other : next;
  }

  private static boolean sameInAnyCase(byte[] bytes, int start, byte[] folded) {
    for (int i = 0; i < folded.length; i++) {
      byte b = bytes[start + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != folded[i]) {
        return false;
      }
    }
    return true;
  }
}
