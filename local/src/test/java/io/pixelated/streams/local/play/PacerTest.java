package io.pixelated.streams.local.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
  private final FakeTime time = new FakeTime();
  private final Pacer pacer = new Pacer(1000, Duration.ZERO, time);

  @Test
  void spreadsEventsEvenly() {
    for (int i = 0; i < 5001; i++) {
      pacer.await();
    }

    assertThat(time.now).isEqualTo(5_000_000_000L);
  }

  @Test
  void makesUpForAShortPause() {
    pacer.await();
    time.now += 50_000_000;
    for (int i = 0; i < 100; i++) {
      pacer.await();
    }

    assertThat(time.now).isEqualTo(100_000_000);
  }

  @Test
  void doesNotBurstAfterALongPause() {
    pacer.await();
    time.now += 10_000_000_000L;
    for (int i = 0; i < 101; i++) {
      pacer.await();
    }

    assertThat(time.now).isEqualTo(10_100_000_000L);
  }

  @Test
  void risesToItsRateOverTheRamp() {
    Pacer rising = new Pacer(1000, Duration.ofSeconds(10), time);
    int inTheRamp = 0;
    while (time.now < 10_000_000_000L) {
      rising.await();
      inTheRamp++;
    }
    long end = time.now;
    for (int i = 0; i < 1000; i++) {
      rising.await();
    }

    assertThat(inTheRamp).isBetween(5_400, 5_600);
    assertThat(time.now - end).isBetween(999_000_000L, 1_001_000_000L);
  }

  private static final class FakeTime implements Pacer.Time {
    long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void park(long nanos) {
      now += nanos;
    }
  }
}
