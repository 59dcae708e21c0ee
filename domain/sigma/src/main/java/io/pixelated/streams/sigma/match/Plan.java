package io.pixelated.streams.sigma.match;

/**
 * Where the fields of the rules of one index lie in events of one layout.
 *
 * @param bySlot the numbers of each field's values; null where the event lacks the field
 * @param scanned values to look through for anchors
 * @param scanners for each of those, what looks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the hot loop
record Plan(int[][] bySlot, int[] scanned, FieldScanner[] scanners) {

  int[] values(int slot) {
    return bySlot[slot];
  }

  /** Values that it names, to bound how much is remembered. */
  int size() {
    return bySlot.length + scanned.length;
  }
}
