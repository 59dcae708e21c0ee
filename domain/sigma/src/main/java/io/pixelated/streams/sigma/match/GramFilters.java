package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Plans the fewest and fastest {@link GramFilter}s that find some literals, and builds them. */
final class GramFilters {

  private static final int MAX_STRIDE = 8;

  /** Characters of a literal that are compared; what goes beyond is left to the rule itself. */
  private static final int MAX_COMPARED = 256;

  /** So that the literals of a long list of keywords are not held for every field. */
  private static final int MOST_TAKEN_OVER = 64;

  /** What a short literal adds to the cost of a probe, by its grams being common in any text. */
  private static final double SHORT_LITERAL_COST = 0.04;

  /** Literals from this length on are found by long grams. */
  private int bound = GramFilter.LONG_GRAM;

  /** Zero if there is no such filter. */
  private int shortStride;

  private int longStride;

  private final List<Literal> literals = new ArrayList<>();

  /** Outputs that are also reported where their literal is not. */
  private final Collection<Integer> inexact;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Literal(char[] folded, int output) {}

  /** Filters for literals that must be found. */
  GramFilters(Collection<String> required, Collection<Integer> inexact) {
    this.inexact = inexact;
    if (!required.isEmpty()) {
      int[] lengths = required.stream().mapToInt(String::length).toArray();
      double least = Double.MAX_VALUE;
      int best = bound;
      for (int i = 0; i < MAX_STRIDE; i++) {
        bound = GramFilter.LONG_GRAM + i;
        double cost = plan(lengths);
        if (cost < least) {
          least = cost;
          best = bound;
        }
      }
      bound = best;
      plan(lengths);
    }
  }

  /** Sets the strides for the present bound; returns about the cost per character. */
  private double plan(int[] lengths) {
    int shortest = Integer.MAX_VALUE;
    int shortestLong = Integer.MAX_VALUE;
    int shortOnes = 0;
    for (int length : lengths) {
      if (length < bound) {
        shortOnes++;
        shortest = Math.min(shortest, length);
      } else {
        shortestLong = Math.min(shortestLong, length);
      }
    }
    shortStride = shortOnes == 0 ? 0 : stride(shortest, GramFilter.SHORT_GRAM);
    longStride = shortestLong == Integer.MAX_VALUE ? 0 : stride(shortestLong, GramFilter.LONG_GRAM);
    return (shortOnes == 0 ? 0 : 1.0 / shortStride + SHORT_LITERAL_COST * shortOnes)
        + (longStride == 0 ? 0 : 1.0 / longStride);
  }

  private static int stride(int shortest, int gram) {
    return Math.min(MAX_STRIDE, shortest - gram + 1);
  }

  /** Whether a literal can be found without looking at more of the text. */
  boolean accepts(String literal) {
    return isLong(literal.length()) || isShort(literal.length());
  }

  /** Adds the literals of others, if they are few and all can be found by long grams. */
  boolean takeOver(GramFilters others) {
    if (others.literals.size() > MOST_TAKEN_OVER
        || !others.literals.stream().allMatch(literal -> isLong(literal.folded().length))) {
      return false;
    }
    literals.addAll(others.literals);
    return true;
  }

  private boolean isLong(int length) {
    return longStride > 0 && length >= GramFilter.LONG_GRAM + longStride - 1;
  }

  private boolean isShort(int length) {
    return shortStride > 0 && length >= GramFilter.SHORT_GRAM + shortStride - 1;
  }

  /** Adds a literal that is required or {@linkplain #accepts accepted}. */
  void add(String folded, int output) {
    int excess = Math.max(0, folded.length() - MAX_COMPARED);
    if (excess > 0) {
      inexact.add(output);
    }
    // the ends of paths and names tell more than their beginnings
    literals.add(new Literal(folded.substring(excess).toCharArray(), output));
  }

  GramFilter[] build(ToIntFunction<int[]> unionOf) {
    List<Literal> inLong = new ArrayList<>();
    List<Literal> inShort = new ArrayList<>();
    for (Literal literal : literals) {
      (isLong(literal.folded().length) ? inLong : inShort).add(literal);
    }
    List<GramFilter> filters = new ArrayList<>(2);
    if (!inLong.isEmpty()) {
      filters.add(filter(inLong, GramFilter.LONG_GRAM, longStride, unionOf));
    }
    if (!inShort.isEmpty()) {
      filters.add(filter(inShort, GramFilter.SHORT_GRAM, shortStride, unionOf));
    }
    return filters.toArray(GramFilter[]::new);
  }

  private GramFilter filter(
      List<Literal> literals, int gram, int stride, ToIntFunction<int[]> unionOf) {
    Map<Integer, Integer> commonness = new HashMap<>();
    for (Literal literal : literals) {
      for (int at = 0; at + gram <= literal.folded().length; at++) {
        commonness.merge(GramFilter.key(literal.folded(), at, gram), 1, Integer::sum);
      }
    }
    Map<Integer, List<GramTable.Place>> places = new HashMap<>();
    for (Literal literal : literals) {
      int first = rarest(literal.folded(), gram, stride, commonness);
      for (int at = first; at < first + stride; at++) {
        places
            .computeIfAbsent(GramFilter.key(literal.folded(), at, gram), k -> new ArrayList<>(1))
            .add(new GramTable.Place(literal.folded(), at, literal.output()));
      }
    }
    for (List<GramTable.Place> sharing : places.values()) {
      if (sharing.size() > GramTable.MOST_COMPARED) {
        sharing.forEach(place -> inexact.add(place.output()));
      }
    }
    return new GramFilter(gram, stride, new GramTable(places, unionOf));
  }

  /** Where the neighbouring grams begin that other literals have least. */
  private static int rarest(
      char[] literal, int gram, int stride, Map<Integer, Integer> commonness) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int first = 0; first + stride + gram - 1 <= literal.length; first++) {
      long sum = 0;
      for (int at = first; at < first + stride; at++) {
        sum += commonness.get(GramFilter.key(literal, at, gram));
      }
      if (sum < least) {
        least = sum;
        best = first;
      }
    }
    return best;
  }
}
