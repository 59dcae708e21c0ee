package io.pixelated.streams.jobs.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final Duration BOUND = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final long HEARD_OF_ALL = 10_000;

  private final PartitionClock clock = clock(0);

  @Test
  void timeIsTheLeastOfThePartitions() {
    clock.observe("p0", 5_000, 0, 0);
    clock.observe("p1", 3_000, 0, 0);
    clock.observe("p0", 5_000, HEARD_OF_ALL, HEARD_OF_ALL);
    clock.observe("p1", 3_000, HEARD_OF_ALL, HEARD_OF_ALL);

    assertThat(clock.advance(HEARD_OF_ALL, HEARD_OF_ALL)).isEqualTo(3_000 - 100 - 1);
  }

  @Test
  void noTimePassesUntilEveryPartitionCouldHaveSpoken() {
    clock.observe("p0", 5_000, 1, 1);

    assertThat(clock.advance(HEARD_OF_ALL, HEARD_OF_ALL)).isEqualTo(Long.MIN_VALUE);
    clock.observe("p0", 5_000, HEARD_OF_ALL, HEARD_OF_ALL);
    assertThat(clock.advance(HEARD_OF_ALL + 1, HEARD_OF_ALL + 1)).isEqualTo(4_899);
  }

  @Test
  void aSourceThatIsSlowToStartMakesNothingLate() {
    long slow = 120_000;
    clock.observe("p0", 5_000, slow, slow);
    assertThat(clock.advance(slow, slow)).isEqualTo(Long.MIN_VALUE);

    assertThat(clock.observe("p1", 1_000, slow + 9_999, slow + 9_999)).isFalse();
    assertThat(clock.advance(slow + 10_000, slow + 10_000)).isEqualTo(899);
  }

  @Test
  void readingOnePartitionAheadMakesNothingOfAnotherLate() {
    clock.observe("p1", 1_000, 0, 0);
    clock.observe("p0", 900_000, 0, 0);

    assertThat(clock.observe("p1", 1_001, 0, 0)).isFalse();
  }

  @Test
  void whatLiesBehindItsOwnPartitionByMoreThanTheBoundIsLate() {
    clock.observe("p0", 5_000, 0, 0);

    assertThat(clock.observe("p0", 4_900, 0, 0)).isFalse();
    assertThat(clock.observe("p0", 4_899, 0, 0)).isTrue();
  }

  @Test
  void whatIsLateDoesNotChangeThroughARestore() {
    clock.observe("p0", 5_000, 0, 0);
    PartitionClock restored = restored(clock, 0);

    assertThat(restored.observe("p0", 4_899, 0, 0)).isTrue();
    assertThat(restored.observe("p0", 4_900, 0, 0)).isFalse();
  }

  @Test
  void whatLiesBehindTheTimeThatWasSentOnIsLateAfterARestoreToo() {
    clock.observe("p0", 1_000, 0, 0);
    clock.observe("p1", 9_000, HEARD_OF_ALL, HEARD_OF_ALL);
    clock.advance(HEARD_OF_ALL, HEARD_OF_ALL);
    PartitionClock restored = restored(clock, 0);

    assertThat(restored.observe("p0", 8_899, 0, 0)).isTrue();
    assertThat(restored.observe("p0", 8_900, 0, 0)).isFalse();
  }

  @Test
  void remembersThePartitionsThatItDidNotHearAgain() {
    clock.observe("p0", 5_000, 0, 0);
    PartitionClock restored = restored(clock, 0);
    restored.observe("p1", 1_000, 0, 0);

    assertThat(restored(restored, 0).observe("p0", 4_899, 0, 0)).isTrue();
  }

  @Test
  void aSilentPartitionHoldsBackTheOthersOnlyUntilItIsIdle() {
    clock.observe("p0", 1_000, 0, 0);
    clock.observe("p0", 1_000, HEARD_OF_ALL, HEARD_OF_ALL);
    clock.observe("p1", 9_000, HEARD_OF_ALL + 9_999, HEARD_OF_ALL + 9_999);

    assertThat(clock.advance(HEARD_OF_ALL + 9_999, HEARD_OF_ALL + 9_999)).isEqualTo(899);
    assertThat(clock.advance(HEARD_OF_ALL + 10_000, HEARD_OF_ALL + 10_000)).isEqualTo(8_899);
    assertThat(clock.idle(HEARD_OF_ALL + 10_000)).isFalse();
    assertThat(clock.advance(HEARD_OF_ALL + 20_000, HEARD_OF_ALL + 20_000)).isEqualTo(8_899);
    assertThat(clock.idle(HEARD_OF_ALL + 20_000)).isTrue();
  }

  @Test
  void aSubtaskThatHasJustStartedIsNotIdleYet() {
    assertThat(clock.idle(9_999)).isFalse();
    assertThat(clock.idle(10_000)).isTrue();
  }

  @Test
  void anEventOfAWokenPartitionIsLateBehindTheTimeThatWasSentOn() {
    clock.observe("p0", 1_000, 0, 0);
    clock.observe("p0", 1_000, HEARD_OF_ALL, HEARD_OF_ALL);
    clock.observe("p1", 9_000, HEARD_OF_ALL + 9_999, HEARD_OF_ALL + 9_999);
    clock.advance(HEARD_OF_ALL + 10_000, HEARD_OF_ALL + 10_000);

    assertThat(clock.observe("p0", 8_899, HEARD_OF_ALL + 10_001, HEARD_OF_ALL + 10_001)).isTrue();
    assertThat(clock.observe("p0", 8_900, HEARD_OF_ALL + 10_001, HEARD_OF_ALL + 10_001)).isFalse();
    assertThat(clock.advance(HEARD_OF_ALL + 10_002, HEARD_OF_ALL + 10_002)).isEqualTo(8_899);
  }

  @Test
  void timePassesWithTheClockWhenEverythingIsSilent() {
    clock.observe("p0", 1_000, 0, 0);
    clock.observe("p1", 5_000, 0, 0);

    assertThat(clock.advanceInSilence(59_999)).isEmpty();
    assertThat(clock.advanceInSilence(60_000)).hasValue(4_899 + 60_000);
    assertThat(clock.advanceInSilence(61_000)).hasValue(4_899 + 61_000);
    assertThat(clock.observe("p0", 4_899 + 61_000, 61_000, 61_000)).isTrue();
    assertThat(clock.observe("p0", 4_900 + 61_000, 61_000, 61_000)).isFalse();
    assertThat(clock.advanceInSilence(61_001)).isEmpty();
  }

  @Test
  void timeNeverPassesWithTheClockWhereNothingWasEverHeard() {
    assertThat(clock.advanceInSilence(900_000)).isEmpty();
  }

  @Test
  void timeNeverPassesWithTheClockWhereThatIsSwitchedOff() {
    PartitionClock waiting =
        new PartitionClock(new EventTimeSettings(BOUND, IDLE, Duration.ZERO), 0);
    waiting.observe("p0", 1_000, 0, 0);

    assertThat(waiting.advanceInSilence(900_000)).isEmpty();
  }

  @Test
  void aSilenceGoesOnThroughARestore() {
    clock.observe("p0", 5_000, 0, 0);
    clock.advanceInSilence(3_600_000);
    PartitionClock restored = restored(clock, 0);

    assertThat(restored.advanceInSilence(59_999)).isEmpty();
    assertThat(restored.advanceInSilence(60_000)).hasValue(4_899 + 3_600_000 + 60_000);
  }

  @Test
  void timeEndsAtTheLatestEvent() {
    clock.observe("p0", 1_000, 0, 0);
    clock.observe("p1", 5_000, 0, 0);

    assertThat(clock.end()).hasValue(5_000);
  }

  @Test
  void timeEndsNowhereWhereNothingWasHeard() {
    assertThat(clock.end()).isEmpty();
  }

  private static PartitionClock clock(long now) {
    return new PartitionClock(new EventTimeSettings(BOUND, IDLE, SILENCE), now);
  }

  private static PartitionClock restored(PartitionClock before, long now) {
    PartitionClock restored = clock(now);
    before.remember().forEach(restored::recall);
    return restored;
  }
}
