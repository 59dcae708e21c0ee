package io.pixelated.streams.bench.sigma.forks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Figures on standard output, in lines and columns. */
public final class Table {
  private final PrintStream out;

  public Table(PrintStream out) {
    this.out = out;
  }

  public void title(String title) {
    out.println();
    out.println(title);
  }

  /** One line, formatted as by {@link String#format}, whatever the machine's language. */
  public void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** The middle one of some figures. */
  public static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
