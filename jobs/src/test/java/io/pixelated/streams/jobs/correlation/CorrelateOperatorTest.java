package io.pixelated.streams.jobs.correlation;

import static io.pixelated.streams.events.AlertState.CONFIRMED;
import static io.pixelated.streams.events.AlertState.FINAL;
import static io.pixelated.streams.events.AlertState.PROVISIONAL;
import static io.pixelated.streams.events.AlertState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.events.Alert;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CorrelateOperatorTest {
  private static final long NOON = 1_772_366_400_000L;

  @Test
  void alertsOnceEnoughHaveMatched() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      assertThat(stage.alerts()).isEmpty();
      stage.match("ana", "b", NOON + 1_000);
      assertThat(stage.states()).containsExactly(PROVISIONAL);

      stage.passTo(NOON + 1_000);
      assertThat(stage.states()).contains(FINAL, CONFIRMED);
    }
  }

  @Test
  void waitsForEventsThatMayBeBehindWhenNoneComeThoughRulesAreKnownFurther() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 1_000);
      stage.passTo(NOON - 1);

      stage.silentWithRulesUntil(NOON + 1_000);
      assertThat(stage.states()).containsExactly(PROVISIONAL);

      stage.passTo(NOON + 1_000);
      assertThat(stage.finalTimes()).containsExactly(NOON + 1_000);
    }
  }

  @Test
  void waitsForRulesThatAMatchHasOvertaken() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 1_000);
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.processingTime(1_000);

      assertThat(stage.states()).containsExactly(PROVISIONAL);
    }
  }

  @Test
  void countsWhatWaitedForAChangedRuleHoweverFarTimeComesInOneStep() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED.replace("gte: 2", "gte: 9"));
      stage.match("ana", "a", NOON);
      stage.rules(1, NOON + 1_000, StageHarness.MANY_FAILED);
      stage.match("ana", "b", NOON + 2_000);
      stage.match("ana", "c", NOON + 3_000);
      assertThat(stage.states()).isEmpty();

      stage.passTo(NOON + 60_000);

      assertThat(stage.states()).contains(FINAL);
    }
  }

  @Test
  void countsWhatWaitedForAChangedRuleWhenAnotherTimerFiresFirstInThatStep() throws Exception {
    String many = StageHarness.MANY_FAILED.replace("timespan: 5m", "timespan: 5m\n  suppress: 0s");
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, many);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 500);
      stage.rules(1, NOON + 1_000, many.replace("gte: 2", "gte: 3"));
      stage.match("ana", "c", NOON + 2_000);
      stage.match("ana", "d", NOON + 3_000);
      stage.match("ana", "e", NOON + 4_000);
      assertThat(stage.states()).containsExactly(PROVISIONAL);

      stage.passTo(NOON + 60_000);

      assertThat(stage.finalTimes())
          .containsExactly(NOON + 500, NOON + 2_000, NOON + 3_000, NOON + 4_000);
    }
  }

  @Test
  void countsWhatWaitedForEachOfSeveralChangesThatTimePassesInOneStep() throws Exception {
    String many = StageHarness.MANY_FAILED.replace("timespan: 5m", "timespan: 5m\n  suppress: 0s");
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, many);
      stage.match("ana", "a", NOON);
      stage.rules(1, NOON + 1_000, many.replace("gte: 2", "gte: 3"));
      stage.match("ana", "b", NOON + 2_000);
      stage.match("ana", "c", NOON + 3_000);
      stage.rules(2, NOON + 10_000, many.replace("gte: 2", "gte: 5"));
      stage.match("ana", "d", NOON + 11_000);
      stage.match("ana", "e", NOON + 12_000);
      assertThat(stage.states()).isEmpty();

      stage.passTo(NOON + 60_000);

      assertThat(stage.finalTimes()).containsExactly(NOON + 3_000, NOON + 12_000);
    }
  }

  @Test
  @Timeout(10)
  void waitsForRulesThatAMatchHasOvertakenWhenTimeComesToIt() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED.replace("gte: 2", "gte: 9"));
      stage.matchOf(1, "ana", "a", NOON);
      stage.matchOf(1, "ana", "b", NOON + 1_000);
      stage.passTo(NOON - 1);
      stage.rules(1, NOON, StageHarness.MANY_FAILED);
      stage.processingTime(1_000);

      assertThat(stage.states()).containsExactly(PROVISIONAL);
    }
  }

  @Test
  void losesNothingThatWaitsHoweverManyChangesFollow() throws Exception {
    String rarely = StageHarness.MANY_FAILED.replace("gte: 2", "gte: 9");
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, rarely);
      stage.rules(1, NOON, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 500);
      for (int i = 1; i < 10; i++) {
        stage.rules(1 + i, NOON + i * 1_000L, i % 2 == 0 ? rarely : rarely.replace("9", "8"));
      }
      assertThat(stage.states()).isEmpty();

      stage.passTo(NOON + 60_000);

      assertThat(stage.finalTimes()).containsExactly(NOON + 500);
    }
  }

  @Test
  void boundsWhatWaitsInAGroupAndLooksAgainForAllOfItAtOnce() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      for (int i = 0; i < WaitingMatches.MOST + 10; i++) {
        stage.processingTime(i / 100);
        stage.match("ana", "m" + i, NOON);
      }
      assertThat(stage.processingTimers()).isEqualTo(1);

      int most = WaitingMatches.MOST;
      stage.rules(
          0, Long.MIN_VALUE, StageHarness.MANY_FAILED.replace("gte: 2", "gt: " + (most - 1)));
      stage.processingTime(1_000);
      assertThat(stage.alerts()).extracting(Alert::count).containsExactly(BigDecimal.valueOf(most));
    }
  }

  @Test
  void waitsForRulesThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness stage = StageHarness.started()) {
      stage.match("ana", "a", NOON);
      state = stage.snapshot();
    }
    try (StageHarness stage = StageHarness.restored(state)) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "b", NOON + 1_000);
      stage.processingTime(1_000);

      assertThat(stage.states()).containsExactly(PROVISIONAL);
    }
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHadHappened() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      state = stage.snapshot();
    }
    try (StageHarness stage = StageHarness.restored(state)) {
      stage.match("ana", "b", NOON + 1_000);
      stage.passTo(NOON + 1_000);

      assertThat(stage.states()).contains(PROVISIONAL, FINAL);
    }
  }

  @Test
  void whatIsLateDoesNotChangeThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.passTo(NOON);
      state = stage.snapshot();
    }
    try (StageHarness stage = StageHarness.restored(state)) {
      stage.match("ana", "late", NOON);
      stage.match("ana", "b", NOON + 1);
      stage.passTo(NOON + 1_000);

      assertThat(stage.alerts()).isEmpty();
    }
  }

  @Test
  void handsItsAlertsAsEventsToTheStageOfTheRulesThatTakeThem() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(7, Long.MIN_VALUE, StageHarness.MANY_FAILED, StageHarness.MANY_USERS);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 1_000);
      stage.passTo(NOON + 1_000);

      assertThat(stage.handedTo(2))
          .allSatisfy(
              match -> {
                assertThat(match.correlation()).isEqualTo("corr-users");
                assertThat(match.generation()).isEqualTo(7);
              })
          .extracting(match -> match.events().get(0).certainty())
          .containsExactly(Certainty.PROVISIONAL, Certainty.CERTAIN);
    }
  }

  @Test
  void forgetsAGroupWhenItsTimeIsOver() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.passTo(NOON + 3_600_000);

      assertThat(stage.isEmpty()).isTrue();
    }
  }

  @Test
  void looksAgainAtAGroupWhoseRuleHasChangedThoughNothingArrives() throws Exception {
    String few = StageHarness.MANY_FAILED.replace("gte: 2", "lt: 1");
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, few);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 60_000);
      stage.passTo(NOON + 61_000);
      stage.rules(1, NOON + 120_000, few.replace("lt: 1", "lt: 2"));

      stage.passTo(NOON + 300_000);

      assertThat(stage.finalTimes()).containsExactly(NOON + 300_000);
    }
  }

  @Test
  void withdrawsWhatItAnnouncedOfARuleThatIsGone() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana", "a", NOON);
      stage.match("ana", "b", NOON + 1_000);
      stage.rules(1, NOON + 500, StageHarness.gone(StageHarness.MANY_FAILED));
      stage.passTo(NOON + 3_600_000);

      assertThat(stage.states()).containsExactly(PROVISIONAL, WITHDRAWN);
      assertThat(stage.isEmpty()).isTrue();
    }
  }

  @Test
  void takesNoMoreGroupsThanThereIsRoomForAndKeepsThoseThatContentDecides() throws Exception {
    List<String> users = List.of("ana", "bob", "cem", "dee", "eva", "fay", "gus", "hal");
    List<String> some = fired(users, 3);

    assertThat(some).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    assertThat(fired(List.of("hal", "gus", "fay", "eva", "dee", "cem", "bob", "ana"), 3))
        .isEqualTo(some);
  }

  /** Users of whom an alert is raised, when all come at one time, one after the other. */
  private static List<String> fired(List<String> users, int room) throws Exception {
    try (StageHarness stage = StageHarness.started(room)) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      for (String user : users) {
        stage.match(user, user + "-1", NOON);
        stage.match(user, user + "-2", NOON + 1_000);
      }
      stage.passTo(NOON + 1_000);
      return stage.alerts().stream()
          .filter(alert -> alert.state() == FINAL)
          .map(alert -> alert.group().get("TargetUserName"))
          .sorted()
          .toList();
    }
  }
}
