package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.CaseFolding;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Finds which of many characters beyond ASCII a text has, as rules against look-alikes ask. */
final class WideCharacters {

  private static final char FIRST_WIDE = 128;

  private final char[] characters;
  private final int[] outputs;

  /** Takes the folded characters with their outputs. */
  WideCharacters(Map<Character, Integer> outputOf) {
    characters = new char[outputOf.size()];
    outputs = new int[outputOf.size()];
    int next = 0;
    for (Map.Entry<Character, Integer> each : new TreeMap<>(outputOf).entrySet()) {
      characters[next] = each.getKey();
      outputs[next++] = each.getValue();
    }
  }

  static boolean isWide(String literal) {
    return literal.length() == 1 && literal.charAt(0) >= FIRST_WIDE;
  }

  void scan(char[] text, int from, int to, Hits hits) {
    for (int i = from; i < to; i++) {
      if (text[i] >= FIRST_WIDE) {
        int at = Arrays.binarySearch(characters, CaseFolding.fold(text[i]));
        if (at >= 0) {
          hits.found(outputs[at]);
        }
      }
    }
  }
}
