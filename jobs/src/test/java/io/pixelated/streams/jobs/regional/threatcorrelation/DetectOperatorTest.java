package io.pixelated.streams.jobs.regional.threatcorrelation;

import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.BROKEN;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.FAILED;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.record;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.tombstone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.ingest.IngestSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DetectFunctionTest {
  private static final String EVENT =
      "{\"EventID\":4625,\"Channel\":\"Security\",\"Hostname\":\"ws-1\",\"TargetUserName\":\"ana\","
          + "\"@timestamp\":\"2026-03-01T10:00:00Z\"}";

  private final List<RuleDocument> topic = new ArrayList<>();
  private long offset;

  @Test
  void detectsWithTheRulesOfTheTopicBeforeTheStreamBringsThem() throws Exception {
    topic.add(record(0, "rule-failed", FAILED));
    try (var harness = started(null)) {
      assertThat(titles(harness)).containsExactly("Failed");
    }
  }

  @Test
  void runsTheVersionBeforeABrokenOneWhenItStarts() throws Exception {
    topic.add(record(0, "rule-failed", FAILED));
    topic.add(record(1, "rule-failed", BROKEN));
    try (var harness = started(null)) {
      assertThat(titles(harness)).containsExactly("Failed");

      push(harness, topic);

      assertThat(titles(harness)).containsExactly("Failed");
      assertThat(statuses(harness)).extracting(RuleStatus::state).containsExactly(State.REJECTED);
    }
  }

  @Test
  void bringsNoOldVersionBackWhileTheStreamRepeatsTheTopic() throws Exception {
    topic.add(record(0, "rule-failed", FAILED));
    topic.add(record(1, "rule-failed", FAILED.replace("title: Failed", "title: Changed")));
    topic.add(record(2, "gone", FAILED.replace("failed", "gone").replace("Failed", "Gone")));
    topic.add(tombstone(3, "gone"));
    try (var harness = started(null)) {
      for (RuleDocument document : topic) {
        push(harness, List.of(document));
        assertThat(titles(harness)).containsExactly("Changed");
      }
      assertThat(statuses(harness))
          .extracting(RuleStatus::state)
          .containsExactly(State.ACCEPTED, State.REMOVED);
    }
  }

  @Test
  void tellsOfARuleAfterARestoreThatCameBeforeTheStreamDid() throws Exception {
    topic.add(record(0, "rule-failed", FAILED));
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      push(harness, topic);

      assertThat(statuses(harness)).extracting(RuleStatus::state).containsExactly(State.ACCEPTED);
    }
  }

  @Test
  void keepsRunningTheOldVersionThroughARestoreWhenTheNewOneIsBroken() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      push(harness, List.of(record(0, "rule-failed", FAILED), record(1, "rule-failed", BROKEN)));
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      assertThat(titles(harness)).containsExactly("Failed");
      push(harness, List.of(record(2, "rule-failed", BROKEN)));

      assertThat(statuses(harness)).as("what has been said already").isEmpty();
      assertThat(titles(harness)).containsExactly("Failed");
    }
  }

  @Test
  void sendsWhatCannotBeReadToTheDeadLettersWithItsBytes() throws Exception {
    try (var harness = started(null)) {
      harness.processElement1(new StreamRecord<>(raw(new byte[] {(byte) 0xff, 0})));

      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(DetectFunction.DEAD_LETTERS))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.getValue().value()).containsExactly(0xff, 0);
                assertThat(letter.getValue().origin().position()).isEqualTo("raw/0/0");
              });
    }
  }

  private TwoInputStreamOperatorTestHarness<RawRecord, RuleDocument, Analysis> started(
      OperatorSubtaskState state) throws Exception {
    List<RuleDocument> rules = topic;
    DetectFunction function =
        new DetectFunction(IngestSettings.of("eu-central-1"), () -> rules, RulePipelines.NONE);
    var harness =
        new TwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(function, List.of(HeldRules.DOCUMENTS)));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void push(
      TwoInputStreamOperatorTestHarness<RawRecord, RuleDocument, Analysis> harness,
      List<RuleDocument> documents)
      throws Exception {
    for (RuleDocument document : documents) {
      harness.processElement2(new StreamRecord<>(document));
    }
  }

  /** Titles of the rules that match the event now. */
  private List<String> titles(
      TwoInputStreamOperatorTestHarness<RawRecord, RuleDocument, Analysis> harness)
      throws Exception {
    harness.getOutput().clear();
    harness.processElement1(new StreamRecord<>(raw(EVENT.getBytes(UTF_8))));
    return harness.extractOutputValues().get(0).detections().stream()
        .map(Detection::rule)
        .map(rule -> rule.title())
        .toList();
  }

  private static List<RuleStatus> statuses(
      TwoInputStreamOperatorTestHarness<RawRecord, RuleDocument, Analysis> harness) {
    var told = harness.getSideOutput(DetectFunction.RULE_STATUS);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  private RawRecord raw(byte[] value) {
    return new RawRecord(value, new Origin("raw", 0, offset++, 1_772_359_200_000L));
  }
}
