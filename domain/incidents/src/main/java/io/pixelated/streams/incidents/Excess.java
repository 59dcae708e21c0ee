package io.pixelated.streams.incidents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What goes when there is too much evidence in all.
 *
 * <p>First goes what is no incident, then what ended first. What belongs together goes together, so
 * that what stays is what it was; only of what is too large by itself some strands go.
 *
 * @param standings what goes whole, in this order
 * @param strands what goes of others, those that tell least
 */
record Excess(List<Standing> standings, List<Strand> strands) {
  private static final Comparator<Standing> WEAKEST_FIRST =
      Comparator.comparing((Standing s) -> s.whole().isIncident())
          .thenComparingDouble(s -> s.whole().isIncident() ? 0 : s.whole().peakRisk())
          .thenComparingLong(s -> s.whole().lastTime())
          .thenComparing(Standing::id);

  private static final Comparator<Strand> LEAST_TELLING_FIRST =
      Comparator.comparing((Strand s) -> s.cluster().raised())
          .thenComparing(s -> s.cluster().topLevel())
          .thenComparing(s -> s.cluster().firstTime(), Comparator.reverseOrder())
          .thenComparing(Strand::key);

  Excess {
    standings = List.copyOf(standings);
    strands = List.copyOf(strands);
  }

  /**
   * What is to go of what stands; a tenth more than must, to sort seldom.
   *
   * @param most how many pieces of evidence may be held
   */
  static Excess of(List<Standing> all, long most) {
    List<Standing> standings = new ArrayList<>();
    List<Strand> strands = new ArrayList<>();
    long held = all.stream().mapToLong(s -> pieces(s.component().strands())).sum();
    if (held <= most) {
      return new Excess(standings, strands);
    }
    long enough = most - most / 10;
    for (Standing standing : all.stream().sorted(WEAKEST_FIRST).toList()) {
      if (held <= enough) {
        break;
      }
      long pieces = pieces(standing.component().strands());
      if (held - pieces >= enough / 2) {
        standings.add(standing);
        held -= pieces;
      } else {
        List<Strand> least = leastTelling(standing, held - enough);
        strands.addAll(least);
        held -= pieces(least);
      }
    }
    return new Excess(standings, strands);
  }

  private static List<Strand> leastTelling(Standing standing, long tooMany) {
    List<Strand> least = new ArrayList<>();
    long pieces = 0;
    for (Strand strand :
        standing.component().strands().stream().sorted(LEAST_TELLING_FIRST).toList()) {
      if (pieces >= tooMany) {
        break;
      }
      least.add(strand);
      pieces += strand.cluster().kept().size();
    }
    return least;
  }

  boolean isNone() {
    return standings.isEmpty() && strands.isEmpty();
  }

  /** How many pieces of evidence go. */
  long pieces() {
    return standings.stream().mapToLong(s -> pieces(s.component().strands())).sum()
        + pieces(strands);
  }

  private static long pieces(List<Strand> strands) {
    return strands.stream().mapToLong(s -> s.cluster().kept().size()).sum();
  }
}
