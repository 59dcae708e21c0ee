package io.pixelated.streams.jobs.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.jobs.erasure.SnapshotBytes;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A level of correlation that is ordered to forget somebody. */
class GroupErasureTest {
  private static final long LATER = 1_000_000;

  private static final String SPRAY =
      """
      title: Many users from one address
      id: corr-spray
      correlation:
        type: value_count
        rules: [failed]
        group-by: [IpAddress]
        timespan: 5m
        condition: {field: TargetUserName, gte: 3}
      level: high
      """;

  private static final String THRICE =
      """
      title: Failed three times
      id: seq-thrice
      sequence:
        steps:
          - name: first
            rule: failed
          - name: more
            rule: failed
            times: {min: 2}
        group-by: [IpAddress]
        within: 5m
      level: high
      """;

  private static final String TWICE =
      """
      title: Failed twice
      id: seq-twice
      sequence:
        steps:
          - name: first
            rule: failed
          - name: second
            rule: failed
        group-by: [IpAddress]
        within: 5m
      level: high
      """;

  @Test
  void forgetsTheGroupsOfAPersonAndNobodyElses() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ACME\\Ana.Keller", "e1", 1_000);
      stage.match("ben.moss", "e2", 1_000);
      assertThat(held(stage)).containsExactly("ana.keller", "ben.moss");

      stage.forget("ana.keller", LATER);

      assertThat(held(stage)).containsExactly("ben.moss");
      assertThat(stage.reports()).extracting(ErasureReport::cleared).containsExactly(1L);
    }
  }

  @Test
  void holdsOrdersSealedAndKeepsNoTimerOfAForgottenGroup() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana.keller", "e1", 1_000);
      stage.forget("ana.keller", LATER);

      assertThat(stage.isEmpty()).isTrue();
      assertThat(held(stage)).isEmpty();
    }
  }

  @Test
  void takesBackWhatItAnnouncedWithoutAWordOfThePerson() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana.keller", "e1", 1_000);
      stage.match("ana.keller", "e2", 2_000);
      stage.forget("ana.keller", LATER);

      assertThat(stage.states()).containsExactly(AlertState.PROVISIONAL, AlertState.WITHDRAWN);
      Alert last = stage.alerts().get(1);
      assertThat(last.id()).isEqualTo(stage.alerts().get(0).id());
      assertThat(last.toString()).doesNotContain("ana");
    }
  }

  @Test
  void doesNotLetBackInWhatWasRecordedBeforeTheOrder() throws Exception {
    OperatorSubtaskState before;
    OperatorSubtaskState after;
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana.keller", "e1", 1_000);
      before = stage.snapshot();
      stage.forget("ana.keller", LATER);
      stage.match("ana.keller", "e2", 2_000);
      stage.match("ana.keller", "e3", LATER);
      assertThat(stage.states()).as("one failure since").isEmpty();
      after = stage.snapshot();
    }
    try (StageHarness stage = StageHarness.restored(after)) {
      stage.matchOf(0, "ana.keller", "e2", 2_000);
      assertThat(stage.states()).as("read again").isEmpty();
      stage.matchOf(0, "ana.keller", "e4", LATER + 1);
      assertThat(stage.states()).as("she comes again").containsExactly(AlertState.PROVISIONAL);
    }
    try (StageHarness stage = StageHarness.restored(before)) {
      stage.forget("ana.keller", LATER);
      assertThat(held(stage)).as("a restart before the report").isEmpty();
      assertThat(stage.reports()).hasSize(1);
    }
  }

  @Test
  void keepsWhatCameAfterTheOrderInAGroupOfThePerson() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, StageHarness.MANY_FAILED);
      stage.match("ana.keller", "e1", LATER - 2);
      stage.match("ana.keller", "e2", LATER + 1);
      stage.forget("ana.keller", LATER);
      stage.match("ana.keller", "e3", LATER + 2);
      stage.passTo(LATER + 10);

      assertThat(stage.finalTimes()).containsExactly(LATER + 2);
    }
  }

  @Test
  void takesAPersonOutOfTheGroupsOfOthers() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, SPRAY);
      stage.matchOf("corr-spray", List.of("203.0.113.9"), event("e1", 1_000, "ana.keller"));
      stage.matchOf("corr-spray", List.of("203.0.113.9"), event("e2", 2_000, "ben.moss"));
      stage.passTo(2_500); // both are final: the window knows their values alone
      stage.matchOf("corr-spray", List.of("203.0.113.9"), event("e3", 3_000, "ana.keller"));
      stage.forget("ana.keller", LATER);
      assertThat(held(stage)).containsExactly("ben.moss");

      stage.matchOf("corr-spray", List.of("203.0.113.9"), event("e4", 4_000, "cleo.ray"));
      stage.passTo(5_000);
      assertThat(stage.finalTimes()).as("two are left").isEmpty();
      stage.matchOf("corr-spray", List.of("203.0.113.9"), event("e5", 6_000, "dan.wu"));
      stage.passTo(7_000);
      assertThat(stage.finalTimes()).containsExactly(6_000L);
    }
  }

  @Test
  void dropsPartialMatchesThatAPersonHadPartIn() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, THRICE);
      stage.matchOf("seq-thrice", List.of("203.0.113.9"), event("e1", 1_000, "ana.keller"));
      stage.matchOf("seq-thrice", List.of("203.0.113.9"), event("e2", 2_000, "ben.moss"));
      stage.matchOf("seq-thrice", List.of("203.0.113.9"), event("e3", 3_000, "ben.moss"));
      stage.passTo(4_000);
      stage.forget("ana.keller", LATER);
      assertThat(held(stage)).doesNotContain("ana.keller");

      for (int i = 4; i <= 9; i++) {
        stage.matchOf("seq-thrice", List.of("203.0.113.9"), event("e" + i, i * 1_000L, "ben.moss"));
      }
      stage.passTo(10_000);
      assertThat(stage.finalTimes()).as("others go on").isNotEmpty();
      assertThat(held(stage)).doesNotContain("ana.keller");
    }
  }

  @Test
  void goesOnWithASequenceWhoseFirstEventIsForgotten() throws Exception {
    try (StageHarness stage = StageHarness.started()) {
      stage.rules(0, Long.MIN_VALUE, TWICE);
      stage.matchOf("seq-twice", List.of("203.0.113.9"), event("e1", 1_000, "ana.keller"));
      stage.passTo(1_500);
      assertThat(held(stage)).containsExactly("ana.keller");
      stage.forget("ana.keller", LATER);
      assertThat(held(stage)).isEmpty();

      stage.matchOf("seq-twice", List.of("203.0.113.9"), event("e2", 2_000, "ben.moss"));
      stage.passTo(3_000);
      assertThat(stage.alerts().toString()).doesNotContain("ana.keller");
    }
  }

  private static List<String> held(StageHarness stage) throws Exception {
    return SnapshotBytes.of(stage.snapshot()).found("ana.keller", "ben.moss");
  }

  private static MatchedEvent event(String id, long time, String user) {
    return new MatchedEvent(
        id,
        time,
        time,
        List.of("rule-failed"),
        user,
        Map.of(),
        Certainty.CERTAIN,
        List.of(new Entity(EntityType.USER, user)),
        Classification.UNKNOWN);
  }
}
