package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The grams of a {@link GramFilter}, and for each the literals that have it and where. */
final class GramTable {

  /** A gram in a literal. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; read in the hot loop
  record Place(char[] literal, int offset, int output) {}

  private static final int MIN_BITS = 10;
  private static final int MAX_BITS = 20;

  /** Bits of the set per gram in it, as a power of two: one probe in 32 finds a bit by chance. */
  private static final int SPARSE = 5;

  private final int setBits;
  private final long[] set;
  private final int tableBits;
  private final int[] keys;
  private final Place[][] places;

  /** For a gram that too many literals share, the output that means all of them; else negative. */
  private final int[] unions;

  /** Longest lists of places that are compared. */
  static final int MOST_COMPARED = 8;

  /** {@code unions} tells which output stands for the outputs of literals that share a gram. */
  GramTable(Map<Integer, List<Place>> byKey, ToIntFunction<int[]> unionOf) {
    int sizeBits = Integer.SIZE - Integer.numberOfLeadingZeros(byKey.size());
    setBits = Math.min(MAX_BITS, Math.max(MIN_BITS, sizeBits + SPARSE));
    set = new long[1 << (setBits - 6)];
    tableBits = sizeBits + 1;
    keys = new int[1 << tableBits];
    places = new Place[keys.length][];
    unions = new int[keys.length];
    byKey.forEach(
        (key, list) -> {
          int bit = GramFilter.hash(key, setBits);
          set[bit >> 6] |= 1L << bit;
          int slot = slot(key);
          keys[slot] = key;
          if (list.size() > MOST_COMPARED) {
            unions[slot] = unionOf.applyAsInt(list.stream().mapToInt(Place::output).toArray());
            places[slot] = new Place[0];
          } else {
            unions[slot] = -1;
            places[slot] = new ArrayList<>(list).toArray(Place[]::new);
          }
        });
  }

  boolean mayHold(int key) {
    int bit = GramFilter.hash(key, setBits);
    return ((set[bit >> 6] >> bit) & 1) != 0;
  }

  void compare(int key, char[] text, int from, int at, int to, Hits hits) {
    int slot = slot(key);
    if (keys[slot] == 0) {
      return;
    }
    if (unions[slot] >= 0) {
      hits.found(unions[slot]);
    }
    for (Place place : places[slot]) {
      int start = at - place.offset();
      if (!hits.isFound(place.output())
          && start >= from
          && start + place.literal().length <= to
          && isAt(place.literal(), text, start)) {
        hits.found(place.output());
      }
    }
  }

  private static boolean isAt(char[] literal, char[] text, int start) {
    for (int i = 0; i < literal.length; i++) {
      if (CaseFolding.fold(text[start + i]) != literal[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where {@code key}, which is never 0, is or would go. */
  private int slot(int key) {
    int slot = GramFilter.hash(key, tableBits);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
