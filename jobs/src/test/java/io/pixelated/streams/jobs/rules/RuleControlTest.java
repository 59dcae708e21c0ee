package io.pixelated.streams.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RuleControlTest {
  private long offset;

  @Test
  void gathersWhatComesWithinAMoment() throws Exception {
    try (var control = started(null)) {
      push(control, "a");
      control.setProcessingTime(RuleControl.QUIET_MILLIS - 1);
      push(control, "b");
      control.setProcessingTime(2 * RuleControl.QUIET_MILLIS - 2);
      assertThat(batches(control)).isEmpty();

      control.setProcessingTime(2 * RuleControl.QUIET_MILLIS - 1);

      assertThat(batches(control)).containsExactly("1: [a, b]");
    }
  }

  @Test
  void waitsNoLongerHoweverQuicklyOthersFollow() throws Exception {
    try (var control = started(null)) {
      for (long time = 0; time < RuleControl.PATIENCE_MILLIS; time += 100) {
        control.setProcessingTime(time);
        push(control, "at-" + time);
      }
      assertThat(batches(control)).isEmpty();

      control.setProcessingTime(RuleControl.PATIENCE_MILLIS);

      assertThat(batches(control)).hasSize(1);
    }
  }

  @Test
  void numbersOnThroughARestoreAndKeepsNothingWaiting() throws Exception {
    OperatorSubtaskState state;
    try (var control = started(null)) {
      push(control, "a");
      control.setProcessingTime(RuleControl.QUIET_MILLIS);
      push(control, "b");
      control.prepareSnapshotPreBarrier(1);
      state = control.snapshot(1, 1);

      assertThat(batches(control)).containsExactly("1: [a]", "2: [b]");
    }
    try (var control = started(state)) {
      push(control, "c");
      control.setProcessingTime(RuleControl.QUIET_MILLIS);

      assertThat(batches(control)).containsExactly("3: [c]");
    }
  }

  @Test
  void sendsWhatWaitsWhenTheRulesEnd() throws Exception {
    try (var control = started(null)) {
      push(control, "a");
      control.endInput();

      assertThat(batches(control)).containsExactly("1: [a]");
    }
  }

  private static OneInputStreamOperatorTestHarness<RuleDocument, RuleBatch> started(
      OperatorSubtaskState state) throws Exception {
    var control = new OneInputStreamOperatorTestHarness<>(new RuleControl());
    if (state != null) {
      control.initializeState(state);
    }
    control.open();
    return control;
  }

  private void push(OneInputStreamOperatorTestHarness<RuleDocument, RuleBatch> control, String key)
      throws Exception {
    Origin origin = new Origin("detection.rules", 0, offset++, 0);
    control.processElement(new RuleDocument(key, "text", "", origin), 0);
  }

  private static List<String> batches(
      OneInputStreamOperatorTestHarness<RuleDocument, RuleBatch> control) {
    return control.extractOutputValues().stream()
        .map(
            batch ->
                batch.generation()
                    + ": "
                    + batch.documents().stream().map(RuleDocument::key).toList())
        .toList();
  }
}
