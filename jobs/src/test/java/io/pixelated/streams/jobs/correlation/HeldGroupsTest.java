package io.pixelated.streams.jobs.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class HeldGroupsTest {
  private static final long NOON = 1_772_366_400_000L;
  private static final MemorySize AMPLE = MemorySize.ofMebiBytes(1);

  /** For a group or two. */
  private static final MemorySize SCARCE = new MemorySize(1_000);

  @Test
  void alertsTheSameHoweverManyGroupsAreAtHandAndHoweverOftenItIsRestored() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      List<Alert> expected = alerts(MemorySize.ZERO, seed, 0);
      assertThat(expected).hasSizeGreaterThan(20);

      assertThat(alerts(SCARCE, seed, 0)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(alerts(AMPLE, seed, 0)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(alerts(AMPLE, seed, 70)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(alerts(SCARCE, seed, 70)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void writesWhatHasChangedWithASnapshotAndNothingBefore() throws Exception {
    try (StageHarness stage = StageHarness.onDisk(AMPLE, null)) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.match("bob", "b", NOON);
      assertThat(stage.stored()).isZero();

      stage.snapshot();

      assertThat(stage.stored()).isEqualTo(2);
    }
  }

  @Test
  void writesThoseUsedLongestAgoWhenTheyTakeTooMuch() throws Exception {
    try (StageHarness stage = StageHarness.onDisk(SCARCE, null)) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      for (int i = 0; i < 10; i++) {
        stage.match("user-" + i, "e" + i, NOON);
      }

      assertThat(stage.stored()).isBetween(7L, 9L);
    }
  }

  @Test
  void forgetsAGroupThatHasBeenWritten() throws Exception {
    try (StageHarness stage = StageHarness.onDisk(AMPLE, null)) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.snapshot();

      stage.passTo(NOON + 3_600_000);

      assertThat(stage.stored()).isZero();
      assertThat(stage.eventTimers()).isZero();
    }
  }

  @Test
  void findsGroupsThatWereNeverWrittenWhenTheirRuleChanges() throws Exception {
    String few = StageHarness.MANY_FAILED.replace("gte: 2", "lt: 1");
    try (StageHarness stage = StageHarness.onDisk(AMPLE, null)) {
      stage.rules(0, Long.MIN_VALUE, few);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 60_000);
      stage.rules(1, NOON + 120_000, few.replace("lt: 1", "lt: 2"));
      assertThat(stage.stored()).isOne();

      stage.passTo(NOON + 300_000);

      assertThat(stage.finalTimes()).containsExactly(NOON + 300_000);
    }
  }

  /**
   * What is raised for some users who fail at random.
   *
   * @param restoredAfter after so many matches each it goes on from a snapshot; 0 for never
   */
  private static List<Alert> alerts(MemorySize memory, int seed, int restoredAfter)
      throws Exception {
    Random random = new Random(seed);
    List<Alert> alerts = new ArrayList<>();
    StageHarness stage = StageHarness.onDisk(memory, null);
    try {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED.replace("gte: 2", "gte: 4"));
      for (int i = 0; i < 400; i++) {
        long time = NOON + i * 10_000L;
        stage.match("user-" + random.nextInt(8), "e" + i, time - random.nextInt(60_000));
        if (random.nextInt(5) == 0) {
          stage.passTo(time - 60_000);
        }
        if (restoredAfter > 0 && i % restoredAfter == restoredAfter - 1) {
          alerts.addAll(stage.alerts());
          OperatorSubtaskState state = stage.snapshot();
          stage.close();
          stage = StageHarness.onDisk(memory, state);
        }
      }
      stage.passTo(NOON + 86_400_000);
      alerts.addAll(stage.alerts());
    } finally {
      stage.close();
    }
    return alerts;
  }
}
