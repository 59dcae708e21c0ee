package io.pixelated.streams.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RhythmTest {
  private static final ZoneId SINGAPORE = ZoneId.of("Asia/Singapore");

  @ParameterizedTest
  @EnumSource
  void averagesToOneOverADay(Rhythm rhythm) {
    Instant start = Instant.parse("2026-11-20T03:00:00Z");
    double sum = 0;
    for (int hour = 0; hour < 24; hour++) {
      sum += rhythm.at(start.plus(Duration.ofHours(hour)), SINGAPORE);
    }
    assertThat(sum / 24).isCloseTo(1, within(1e-9));
  }
}
