package io.pixelated.streams.bench.correlation.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures of several rounds, and how they are printed. */
public final class Figures {
  private Figures() {}

  /** The figure that {@code part} of all lie below, 0 to 1, between two where it falls between. */
  public static double quantile(List<Double> figures, double part) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The same of many figures, which are sorted. */
  public static long quantile(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
  }

  /** A sorted copy of the first {@code count}. */
  public static long[] sorted(long[] figures, int count) {
    long[] sorted = Arrays.copyOf(figures, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Median and quartiles, each in {@code format}. */
  public static String spread(List<Double> figures, String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + " .. " + format + ")",
        quantile(figures, 0.5),
        quantile(figures, 0.25),
        quantile(figures, 0.75));
  }

  /** One line on standard output, whatever the machine's language. */
  public static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
