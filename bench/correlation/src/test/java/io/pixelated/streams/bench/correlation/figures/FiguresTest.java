package io.pixelated.streams.bench.correlation.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void liesBetweenTheFiguresNextToIt() {
    List<Double> figures = List.of(4.0, 1.0, 2.0, 3.0);

    assertThat(Figures.quantile(figures, 0.5)).isEqualTo(2.5);
    assertThat(Figures.spread(figures, "%.2f")).isEqualTo("2.50 (1.75 .. 3.25)");
  }

  @Test
  void takesTheSlowestForTheLast() {
    assertThat(Figures.quantile(new long[] {1, 2, 3}, 1)).isEqualTo(3);
    assertThat(Figures.quantile(new long[0], 0.5)).isZero();
    assertThat(Figures.sorted(new long[] {3, 1, 9}, 2)).containsExactly(1, 3);
  }
}
