package io.pixelated.streams.jobs.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoStreamMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RulingControlTest {
  private static TwoInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord, RulingChange> started(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new TwoInputStreamOperatorTestHarness<>(new CoStreamMap<>(new RulingControl()), 1, 1, 0);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<KeyedRecord> at(String topic, int partition, long offset) {
    return new StreamRecord<>(
        new KeyedRecord("k", new byte[0], new Origin(topic, partition, offset, 0)));
  }

  @Test
  void numbersChangesAndTellsWhereATopicBeginsAnewAcrossARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      harness.processElement1(at("policies", 0, 4));
      harness.processElement2(at("approvals", 0, 2));
      harness.processElement1(at("policies", 1, 0));
      harness.processElement1(at("policies", 0, 5));

      assertThat(anew(harness.extractOutputValues())).containsExactly(false, false, false, false);
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      harness.processElement2(at("approvals", 0, 3));
      harness.processElement1(at("policies", 0, 0));
      harness.processElement1(at("policies", 0, 1));

      assertThat(anew(harness.extractOutputValues())).containsExactly(false, true, false);
      assertThat(harness.extractOutputValues())
          .extracting(RulingChange::number)
          .containsExactly(5L, 6L, 7L);
    }
  }

  private static List<Boolean> anew(List<RulingChange> changes) {
    return changes.stream().map(RulingChange::anew).toList();
  }
}
