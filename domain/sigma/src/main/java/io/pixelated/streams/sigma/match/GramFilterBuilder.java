package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Collects literals for the fewest and fastest {@link GramFilter}s that find them. */
final class GramFilterBuilder {

  private static final int MAX_STRIDE = 8;

  /** Characters of a literal that are compared; what goes beyond is left to the rule itself. */
  private static final int MAX_LENGTH = 48;

  /** What a short literal adds to the cost of a probe, by its grams being common in any text. */
  private static final double SHORT_LITERAL_COST = 0.04;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Literal(char[] folded, int output) {}

  private final List<Literal> literals = new ArrayList<>();

  void add(String folded, int output) {
    literals.add(new Literal(cut(folded), output));
  }

  /** The ends of paths and names tell more than their beginnings. */
  private static char[] cut(String folded) {
    return folded.substring(Math.max(0, folded.length() - MAX_LENGTH)).toCharArray();
  }

  boolean isEmpty() {
    return literals.isEmpty();
  }

  List<GramFilter> build(ToIntFunction<int[]> unionOf) {
    int bestBound = GramFilter.LONG_GRAM;
    double best = Double.MAX_VALUE;
    for (int bound = GramFilter.LONG_GRAM; bound < GramFilter.LONG_GRAM + MAX_STRIDE; bound++) {
      double cost = cost(bound);
      if (cost < best) {
        best = cost;
        bestBound = bound;
      }
    }
    List<Literal> brief = new ArrayList<>();
    List<Literal> lengthy = new ArrayList<>();
    for (Literal literal : literals) {
      (literal.folded().length < bestBound ? brief : lengthy).add(literal);
    }
    List<GramFilter> filters = new ArrayList<>(2);
    add(filters, lengthy, GramFilter.LONG_GRAM, unionOf);
    add(filters, brief, GramFilter.SHORT_GRAM, unionOf);
    return filters;
  }

  /** Probes per character if literals shorter than {@code bound} are found by short grams. */
  private double cost(int bound) {
    int shortest = Integer.MAX_VALUE;
    int shortestLong = Integer.MAX_VALUE;
    int briefOnes = 0;
    for (Literal literal : literals) {
      int length = literal.folded().length;
      if (length < bound) {
        briefOnes++;
        shortest = Math.min(shortest, length);
      } else {
        shortestLong = Math.min(shortestLong, length);
      }
    }
    double brief =
        briefOnes == 0
            ? 0
            : 1.0 / stride(shortest, GramFilter.SHORT_GRAM) + SHORT_LITERAL_COST * briefOnes;
    double lengthy =
        shortestLong == Integer.MAX_VALUE ? 0 : 1.0 / stride(shortestLong, GramFilter.LONG_GRAM);
    return brief + lengthy;
  }

  private static int stride(int shortest, int gram) {
    return Math.min(MAX_STRIDE, shortest - gram + 1);
  }

  private static void add(
      List<GramFilter> filters, List<Literal> literals, int gram, ToIntFunction<int[]> unionOf) {
    if (literals.isEmpty()) {
      return;
    }
    int shortest = literals.stream().mapToInt(literal -> literal.folded().length).min().getAsInt();
    int stride = stride(shortest, gram);
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
    filters.add(new GramFilter(gram, stride, new GramTable(places, unionOf)));
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
