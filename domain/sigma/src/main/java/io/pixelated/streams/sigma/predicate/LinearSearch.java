package io.pixelated.streams.sigma.predicate;

/**
 * Finds one text in another in time linear in both, also where {@link String#indexOf} would compare
 * nearly all of a long text at every place (Knuth, Morris and Pratt, 1977).
 */
final class LinearSearch {

  /** Up to this length, comparing anew at every place is faster whatever the texts. */
  private static final int SHORT = 32;

  private final String wanted;

  /** Per length of a beginning of the wanted text, the longest shorter one that it ends with. */
  private final int[] shorter;

  LinearSearch(String wanted) {
    this.wanted = wanted;
    this.shorter = wanted.length() <= SHORT ? new int[0] : new int[wanted.length() + 1];
    int matched = 0;
    for (int i = 1; i < wanted.length() && shorter.length > 0; i++) {
      matched = extend(matched, wanted.charAt(i));
      shorter[i + 1] = matched;
    }
  }

  /** Where the wanted text is first found from {@code from} on, or -1. */
  int indexIn(String text, int from) {
    if (shorter.length == 0) {
      return text.indexOf(wanted, from);
    }
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = extend(matched, text.charAt(i));
      if (matched == wanted.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  private int extend(int before, char next) {
    int matched = before;
    while (matched > 0 && wanted.charAt(matched) != next) {
      matched = shorter[matched];
    }
    return wanted.charAt(matched) == next ? matched + 1 : 0;
  }
}
