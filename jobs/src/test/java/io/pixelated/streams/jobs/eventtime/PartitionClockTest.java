package io.pixelated.streams.jobs.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final Duration BOUND = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final long HEARD_OF_ALL = 10_000;

  private final PartitionClock clock = new PartitionClock(BOUND, IDLE, 0);

  @Test
  void timeIsTheLeastOfThePartitions() {
    clock.observe("p0", 5_000, HEARD_OF_ALL);
    clock.observe("p1", 3_000, HEARD_OF_ALL);

    assertThat(clock.advance(HEARD_OF_ALL)).isEqualTo(3_000 - 100 - 1);
  }

  @Test
  void noTimePassesUntilEveryPartitionCouldHaveSpoken() {
    clock.observe("p0", 5_000, 1);

    assertThat(clock.advance(HEARD_OF_ALL - 1)).isEqualTo(Long.MIN_VALUE);
    clock.observe("p0", 5_000, HEARD_OF_ALL - 1);
    assertThat(clock.advance(HEARD_OF_ALL)).isEqualTo(4_899);
  }

  @Test
  void readingOnePartitionAheadMakesNothingOfAnotherLate() {
    clock.observe("p1", 1_000, 0);
    clock.observe("p0", 900_000, 0);

    assertThat(clock.observe("p1", 1_001, 0)).isFalse();
  }

  @Test
  void whatLiesBehindItsOwnPartitionByMoreThanTheBoundIsLate() {
    clock.observe("p0", 5_000, 0);

    assertThat(clock.observe("p0", 4_900, 0)).isFalse();
    assertThat(clock.observe("p0", 4_899, 0)).isTrue();
  }

  @Test
  void whatIsLateDoesNotChangeThroughARestore() {
    clock.observe("p0", 5_000, 0);
    PartitionClock restored = new PartitionClock(BOUND, IDLE, 0);
    clock.latest().forEach(restored::recall);

    assertThat(restored.observe("p0", 4_899, 0)).isTrue();
    assertThat(restored.observe("p0", 4_900, 0)).isFalse();
  }

  @Test
  void aSilentPartitionHoldsBackTheOthersOnlyUntilItIsIdle() {
    clock.observe("p0", 1_000, HEARD_OF_ALL);
    clock.observe("p1", 9_000, HEARD_OF_ALL + 9_999);

    assertThat(clock.advance(HEARD_OF_ALL + 9_999)).isEqualTo(899);
    assertThat(clock.advance(HEARD_OF_ALL + 10_000)).isEqualTo(8_899);
    assertThat(clock.idle()).isFalse();
    assertThat(clock.advance(HEARD_OF_ALL + 20_000)).isEqualTo(8_899);
    assertThat(clock.idle()).isTrue();
  }

  @Test
  void anEventOfAWokenPartitionIsLateBehindTheTimeThatWasSentOn() {
    clock.observe("p0", 1_000, HEARD_OF_ALL);
    clock.observe("p1", 9_000, HEARD_OF_ALL + 9_999);
    clock.advance(HEARD_OF_ALL + 10_000);

    assertThat(clock.observe("p0", 8_899, HEARD_OF_ALL + 10_001)).isTrue();
    assertThat(clock.observe("p0", 8_900, HEARD_OF_ALL + 10_001)).isFalse();
    assertThat(clock.advance(HEARD_OF_ALL + 10_002)).isEqualTo(8_899);
  }
}
