package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.CaseFolding;

/**
 * Finds which of many literals occur anywhere in a text while looking at a part of it only.
 *
 * <p>The text is probed every {@code stride} characters: a few characters (a gram) are looked up in
 * a small set. Of each literal the set holds as many neighbouring grams as the stride is long, so
 * that one of them meets a probe wherever the literal lies. Where a gram is in the set, the
 * literals that have it are compared in full. A gram that very many literals share counts as
 * finding all of them, so that no text costs more than a bounded number of comparisons per
 * character.
 */
final class GramFilter {

  static final int LONG_GRAM = 4;
  static final int SHORT_GRAM = 2;

  private static final int MIX = 0x9E3779B1;

  /** Code of a character in a long gram: seven bits, letter case and much else left out. */
  private static final int CODE_BITS = 7;

  private static final int CODE_MASK = (1 << CODE_BITS) - 1;
  private static final int CASE_BIT = 0x20;
  private static final int CASE_BITS =
      CASE_BIT
          | (CASE_BIT << CODE_BITS)
          | (CASE_BIT << (2 * CODE_BITS))
          | (CASE_BIT << (3 * CODE_BITS));

  private final int gram;
  private final int stride;
  private final GramTable table;

  GramFilter(int gram, int stride, GramTable table) {
    this.gram = gram;
    this.stride = stride;
    this.table = table;
  }

  /** Reports the literals between the two; with {@code from} and {@code to} also some across. */
  void scan(char[] text, int from, int to, Hits hits) {
    if (gram == LONG_GRAM) {
      scanLong(text, from, to, hits);
    } else {
      scanShort(text, from, to, hits);
    }
  }

  private void scanLong(char[] text, int from, int to, Hits hits) {
    GramTable grams = table;
    int step = stride;
    for (int at = from; at <= to - LONG_GRAM; at += step) {
      int a = text[at];
      int b = text[at + 1];
      int c = text[at + 2];
      int d = text[at + 3];
      int key =
          (a | b | c | d) <= CODE_MASK
              ? a | (b << CODE_BITS) | (c << (2 * CODE_BITS)) | (d << (3 * CODE_BITS)) | CASE_BITS
              : key(text, at, LONG_GRAM);
      if (grams.mayHold(key)) {
        grams.compare(key, text, from, at, to, hits);
      }
    }
  }

  private void scanShort(char[] text, int from, int to, Hits hits) {
    GramTable grams = table;
    int step = stride;
    for (int at = from; at <= to - SHORT_GRAM; at += step) {
      int a = text[at];
      int b = text[at + 1];
      int key =
          (a | b) <= CODE_MASK
              ? a | (b << Character.SIZE) | CASE_BIT | (CASE_BIT << Character.SIZE)
              : key(text, at, SHORT_GRAM);
      if (grams.mayHold(key)) {
        grams.compare(key, text, from, at, to, hits);
      }
    }
  }

  /** The key of a gram; the same for texts that differ in letter case only. */
  static int key(char[] text, int at, int length) {
    if (length == SHORT_GRAM) {
      int a = CaseFolding.fold(text[at]);
      int b = CaseFolding.fold(text[at + 1]);
      return a | (b << Character.SIZE) | CASE_BIT | (CASE_BIT << Character.SIZE);
    }
    int key = 0;
    for (int i = length - 1; i >= 0; i--) {
      key = (key << CODE_BITS) | (CaseFolding.fold(text[at + i]) & CODE_MASK) | CASE_BIT;
    }
    return key;
  }

  static int hash(int key, int bits) {
    return (key * MIX) >>> (Integer.SIZE - bits);
  }
}
