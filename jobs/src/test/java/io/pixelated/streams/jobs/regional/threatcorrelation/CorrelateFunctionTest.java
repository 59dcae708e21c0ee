package io.pixelated.streams.jobs.regional.threatcorrelation;

import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.FAILED;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.MANY_FAILED;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.record;
import static io.pixelated.streams.jobs.regional.threatcorrelation.Rules.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.rules.RuleStore;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CorrelateFunctionTest {
  private static final long NOON = 1_772_366_400_000L;

  private long generation;

  @Test
  void alertsOnceEnoughHaveMatched() throws Exception {
    try (var harness = started(null)) {
      push(harness, record(0, "rule-failed", FAILED), record(1, "corr-many", MANY_FAILED));
      match(harness, "a", NOON);
      match(harness, "b", NOON + 1_000);
      passTo(harness, NOON + 600_000);

      assertThat(alerts(harness)).contains(AlertState.FINAL);
    }
  }

  @Test
  void countsMatchesThatOvertookTheirRule() throws Exception {
    try (var harness = started(null)) {
      match(harness, "a", NOON);
      match(harness, "b", NOON + 1_000);
      push(harness, record(0, "rule-failed", FAILED), record(1, "corr-many", MANY_FAILED));
      harness.setProcessingTime(1_000);

      assertThat(alerts(harness)).containsExactly(AlertState.PROVISIONAL);

      passTo(harness, NOON + 600_000);
      assertThat(alerts(harness))
          .containsExactly(AlertState.PROVISIONAL, AlertState.FINAL, AlertState.CONFIRMED);
    }
  }

  @Test
  void countsMatchesThatOvertookTheirRuleThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      match(harness, "a", NOON);
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      push(harness, record(0, "rule-failed", FAILED), record(1, "corr-many", MANY_FAILED));
      match(harness, "b", NOON + 1_000);
      harness.setProcessingTime(1_000);

      assertThat(alerts(harness)).containsExactly(AlertState.PROVISIONAL);
    }
  }

  @Test
  void forgetsTheGroupsOfARuleThatIsGone() throws Exception {
    try (var harness = started(null)) {
      push(harness, record(0, "rule-failed", FAILED), record(1, "corr-many", MANY_FAILED));
      match(harness, "a", NOON);
      push(harness, tombstone(2, "corr-many"));
      match(harness, "b", NOON + 1_000);
      harness.setProcessingTime(1_000);
      passTo(harness, NOON + 3_600_000);
      harness.setProcessingTime(2_000);

      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, RoutedMatch, RuleSwitch, Alert>
      started(OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new CorrelateFunction("eu-central-1", RulePipelines.NONE),
                List.of(RuleStore.DOCUMENTS)),
            RoutedMatch::key,
            null,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private void push(
      KeyedTwoInputStreamOperatorTestHarness<String, RoutedMatch, RuleSwitch, Alert> harness,
      RuleDocument... documents)
      throws Exception {
    RuleSwitch next = new RuleSwitch(generation++, Long.MIN_VALUE, List.of(documents));
    harness.processElement2(new StreamRecord<>(next));
  }

  private static void match(
      KeyedTwoInputStreamOperatorTestHarness<String, RoutedMatch, RuleSwitch, Alert> harness,
      String id,
      long time)
      throws Exception {
    MatchedEvent event =
        new MatchedEvent(
            id,
            time,
            time,
            List.of("rule-failed"),
            "",
            Map.of(),
            Certainty.CERTAIN,
            List.of(),
            Classification.UNKNOWN);
    harness.processElement1(
        new StreamRecord<>(
            new RoutedMatch("corr-many", 1, 0, List.of("ana"), List.of(event), 0), time));
  }

  private static void passTo(
      KeyedTwoInputStreamOperatorTestHarness<String, RoutedMatch, RuleSwitch, Alert> harness,
      long time)
      throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  private static List<AlertState> alerts(
      KeyedTwoInputStreamOperatorTestHarness<String, RoutedMatch, RuleSwitch, Alert> harness) {
    return harness.extractOutputValues().stream().map(Alert::state).toList();
  }
}
