package io.pixelated.streams.sigma.load;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone probably meant to write. */
public final class Suggestion {

  private static final int MAX_CANDIDATES = 10_000;
  private static final int MAX_LENGTH = 60;

  private Suggestion() {}

  /** {@code "; did you mean 'x'?"}, or nothing if no candidate is close. */
  public static String didYouMean(String written, Collection<String> candidates) {
    return closest(written, candidates).map(c -> "; did you mean '" + c + "'?").orElse("");
  }

  /** The candidate that differs from {@code written} by a typo or two. */
  public static Optional<String> closest(String written, Collection<String> candidates) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String lower = written.toLowerCase(Locale.ROOT);
    int tolerated = Math.min(3, written.length() / 3);
    return candidates.stream()
        .filter(c -> Math.abs(c.length() - written.length()) <= tolerated)
        .limit(MAX_CANDIDATES)
        .filter(c -> distance(lower, c.toLowerCase(Locale.ROOT)) <= tolerated)
        .min(Comparator.comparingInt(c -> distance(lower, c.toLowerCase(Locale.ROOT))));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
