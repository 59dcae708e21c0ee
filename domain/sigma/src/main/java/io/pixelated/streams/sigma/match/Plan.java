package io.pixelated.streams.sigma.match;

import java.util.stream.IntStream;

/**
 * Where the fields of the rules of one index lie in events of one layout.
 *
 * @param bySlot the numbers of each field's values; null where the event lacks the field
 * @param scanned values to look through for anchors
 * @param scanners for each of those, what looks
 * @param withKeywords those of them in which keywords are found as well, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the hot loop
record Plan(int[][] bySlot, int[] scanned, FieldScanner[] scanners, int[] withKeywords) {

  Plan(int[][] bySlot, int[] scanned, FieldScanner[] scanners) {
    this(
        bySlot,
        scanned,
        scanners,
        IntStream.range(0, scanned.length)
            .filter(i -> scanners[i].findsKeywords())
            .map(i -> scanned[i])
            .sorted()
            .distinct()
            .toArray());
  }

  int[] values(int slot) {
    return bySlot[slot];
  }

  /** Values that it names, to bound how much is remembered. */
  int size() {
    return bySlot.length + scanned.length;
  }
}
