package io.pixelated.streams.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineNumbersTest {
  private final LineNumbers lines = new LineNumbers();

  @Test
  void givesLinesByTheTimesOfTheirEventsEachOnce() {
    lines.remember("late", 3, 900, 10_000);
    lines.remember("early", 7, 100, 10_000);
    lines.remember("same", 5, 900, 10_000);
    lines.remember("inner", List.of("late", "early"), 10_000);

    assertThat(lines.of(List.of("same", "inner", "early", "unknown"))).containsExactly(7L, 3L, 5L);
  }

  @Test
  void keepsTheFirstLineOfAnEventThatIsRepeated() {
    lines.remember("twice", 1, 100, 10_000);
    lines.remember("twice", 2, 100, 10_000);

    assertThat(lines.of(List.of("twice"))).containsExactly(1L);
  }

  @Test
  void forgetsWhatNoAlertCanName() {
    for (int i = 0; i < 1_000; i++) {
      lines.remember("e" + i, i, i * 60_000L, i * 60_000L + 600_000);
      lines.forgetUntil(i * 60_000L);
    }

    assertThat(lines.size()).isLessThan(13);
    lines.forgetUntil(Long.MAX_VALUE);
    assertThat(lines.size()).isZero();
  }
}
