package io.pixelated.streams.jobs.regional.threatcorrelation;

import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.BROKEN;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.FAILED;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.record;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.tombstone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetectOperatorTest {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final String CHANGED = FAILED.replace("title: Failed", "title: Changed");

  @Test
  void detectsWithTheRulesOfTheTopicBeforeTheStreamBringsThem() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(1, record(0, "rule-failed", FAILED))) {
      assertThat(subtasks.titlesAt(0, TEN)).containsExactly("Failed");
    }
  }

  @Test
  void runsTheVersionBeforeABrokenOneWhenItStarts() throws Exception {
    RuleDocument[] topic = {record(0, "rule-failed", FAILED), record(1, "rule-failed", BROKEN)};
    try (DetectSubtasks subtasks = DetectSubtasks.start(1, topic)) {
      subtasks.change(topic);

      assertThat(subtasks.titlesAt(0, TEN)).containsExactly("Failed");
      assertThat(subtasks.statuses()).extracting(RuleStatus::state).containsExactly(State.REJECTED);
    }
  }

  @Test
  void bringsNoOldVersionBackWhileTheStreamRepeatsTheTopic() throws Exception {
    RuleDocument[] topic = {
      record(0, "rule-failed", FAILED),
      record(1, "rule-failed", CHANGED),
      record(2, "gone", FAILED.replace("failed", "gone").replace("Failed", "Gone")),
      tombstone(3, "gone")
    };
    try (DetectSubtasks subtasks = DetectSubtasks.start(1, topic)) {
      for (RuleDocument document : topic) {
        subtasks.change(document);
        assertThat(subtasks.titlesAt(0, TEN)).containsExactly("Changed");
      }
      assertThat(subtasks.statuses())
          .extracting(RuleStatus::state)
          .containsExactly(State.ACCEPTED, State.REMOVED);
      assertThat(subtasks.switches(0)).extracting(RuleSwitch::generation).containsExactly(0L);
    }
  }

  @Test
  void tellsOfEachGenerationOnceThroughARestore() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(2, record(0, "rule-failed", FAILED))) {
      subtasks.change(record(1, "rule-failed", CHANGED));
      try (DetectSubtasks restored = subtasks.restored(3)) {
        restored.change(tombstone(2, "rule-failed"));

        assertThat(subtasks.switches(1)).extracting(RuleSwitch::generation).containsExactly(0L, 1L);
        assertThat(restored.switches(1)).extracting(RuleSwitch::generation).containsExactly(2L);
        assertThat(restored.statuses())
            .extracting(RuleStatus::state)
            .containsExactly(State.REMOVED);
      }
    }
  }

  @Test
  void keepsRunningTheOldVersionThroughARestoreWhenTheNewOneIsBroken() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(1)) {
      subtasks.change(record(0, "rule-failed", FAILED), record(1, "rule-failed", BROKEN));
      try (DetectSubtasks restored = subtasks.restored(1)) {
        assertThat(restored.titlesAt(0, TEN)).containsExactly("Failed");
        restored.change(record(2, "rule-failed", BROKEN));

        assertThat(restored.statuses()).as("what has been said already").isEmpty();
        assertThat(restored.titlesAt(0, TEN)).containsExactly("Failed");
      }
    }
  }

  @Test
  void letsNothingInAgainOfSomebodyWhoIsForgotten() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(2, record(0, "rule-failed", FAILED))) {
      subtasks.titlesAt(0, TEN);
      subtasks.forget("ana", DetectSubtasks.RECORDED + 1);
      subtasks.send(0, "{\"actor\":{\"user\":\"ANA\"},\"cmd\":\"x\"}".getBytes(UTF_8));
      subtasks.send(0, "{\"actor\":{\"user\":\"banana\"},\"cmd\":\"y\"}".getBytes(UTF_8));
      assertThat(subtasks.analyses(0)).as("hers before it, and another's after it").hasSize(2);

      try (DetectSubtasks restored = subtasks.restored(1)) {
        restored.send(0, "{\"cmd\":\"net user ana\"}".getBytes(UTF_8));
        assertThat(restored.analyses(0)).as("after a restart").isEmpty();
      }
    }
  }

  @Test
  void detectsSomebodyAgainWhoComesAfterTheyWereForgotten() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(1, record(0, "rule-failed", FAILED))) {
      subtasks.forget("ana", DetectSubtasks.RECORDED);

      assertThat(subtasks.titlesAt(0, TEN)).containsExactly("Failed");
    }
  }

  @Test
  void switchesAtOneEventTimeOnEverySubtask() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(2, record(0, "rule-failed", FAILED))) {
      subtasks.titlesAt(0, TEN.plusSeconds(5));
      subtasks.titlesAt(1, TEN);
      subtasks.change(record(1, "rule-failed", CHANGED));

      for (int subtask = 0; subtask < 2; subtask++) {
        assertThat(subtasks.titlesAt(subtask, TEN.plusSeconds(5))).containsExactly("Failed");
        assertThat(subtasks.titlesAt(subtask, TEN.plusMillis(5_001))).containsExactly("Changed");
        assertThat(subtasks.titlesAt(subtask, TEN.plusSeconds(1))).containsExactly("Failed");
      }
      assertThat(subtasks.switches(0))
          .extracting(RuleSwitch::from)
          .containsExactly(Long.MIN_VALUE, TEN.toEpochMilli() + 5_001);
    }
  }

  @Test
  void saysThatNothingChangesBeforeTheLatestEventUntilThereAreNoEvents() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(1)) {
      subtasks.titlesAt(0, TEN.plusSeconds(5));
      subtasks.titlesAt(0, TEN);
      assertThat(subtasks.timeSaidAt(0, 200))
          .containsExactly(new Watermark(TEN.plusSeconds(5).toEpochMilli()));
      assertThat(subtasks.timeSaidAt(0, 400)).isEmpty();

      assertThat(subtasks.timeSaidAt(0, 200 + DetectSubtasks.IDLE_AFTER.toMillis()))
          .containsExactly(WatermarkStatus.IDLE);

      assertThat(subtasks.saidOnArrival(0)).startsWith(WatermarkStatus.ACTIVE);
    }
  }

  @Test
  void keepsTheTimesOfChangesThroughARestoreWithMoreSubtasks() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(2, record(0, "rule-failed", FAILED))) {
      subtasks.titlesAt(1, TEN);
      subtasks.change(record(1, "rule-failed", CHANGED));
      try (DetectSubtasks restored = subtasks.restored(4)) {
        for (int subtask = 0; subtask < 4; subtask++) {
          assertThat(restored.titlesAt(subtask, TEN)).containsExactly("Failed");
          assertThat(restored.titlesAt(subtask, TEN.plusMillis(1))).containsExactly("Changed");
        }
      }
    }
  }

  @Test
  void goesOnAfterARestoreWithAChangeThatHadNoTime() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(2, record(0, "rule-failed", FAILED))) {
      subtasks.titlesAt(0, TEN.plusSeconds(9));
      subtasks.bring(record(1, "rule-failed", CHANGED));
      try (DetectSubtasks restored = subtasks.restored(3)) {
        restored.settle();

        for (int subtask = 0; subtask < 3; subtask++) {
          assertThat(restored.titlesAt(subtask, TEN.plusSeconds(9))).containsExactly("Failed");
          assertThat(restored.titlesAt(subtask, TEN.plusSeconds(10))).containsExactly("Changed");
        }
      }
    }
  }

  @Test
  void startsWithTheRulesThatEverySubtaskFound() throws Exception {
    RuleDocument early = record(0, "rule-failed", FAILED);
    RuleDocument late = record(1, "rule-failed", CHANGED);
    try (DetectSubtasks subtasks =
        DetectSubtasks.startWith(List.of(List.of(early, late), List.of(early)))) {
      assertThat(subtasks.titlesAt(0, TEN)).containsExactly("Failed");
      assertThat(subtasks.titlesAt(1, TEN)).containsExactly("Failed");

      subtasks.change(early, late);

      assertThat(subtasks.titlesAt(0, TEN.plusSeconds(1))).containsExactly("Changed");
      assertThat(subtasks.titlesAt(1, TEN.plusSeconds(1))).containsExactly("Changed");
    }
  }

  @Test
  void sendsWhatCannotBeReadToTheDeadLettersWithItsBytes() throws Exception {
    try (DetectSubtasks subtasks = DetectSubtasks.start(1)) {
      subtasks.send(0, new byte[] {(byte) 0xff, 0});

      assertThat(subtasks.analyses(0)).isEmpty();
      assertThat(subtasks.deadLetters(0))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.value()).containsExactly(0xff, 0);
                assertThat(letter.origin().position()).isEqualTo("raw/0/0");
              });
    }
  }
}
