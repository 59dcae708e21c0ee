package io.pixelated.streams.jobs.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class HeldOrdersTest {
  private static final long NOON = 1_795_176_000_000L;

  @Test
  void keepsAnOrderSealedThroughARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var stage = stage(null)) {
      stage.processElement(new StreamRecord<>(Orders.ofUser("ana.keller", NOON)));
      assertThat(forbids(stage, NOON - 1)).isTrue();
      assertThat(forbids(stage, NOON)).as("after the order").isFalse();
      snapshot = stage.snapshot(1, 1);
    }

    assertThat(SnapshotBytes.of(snapshot).contain("ana.keller")).isFalse();
    try (var stage = stage(snapshot)) {
      assertThat(forbids(stage, NOON - 1)).isTrue();
    }
  }

  @Test
  void letsGoOfAnOrderWhenNothingFromBeforeItCanBeReadAgain() throws Exception {
    long later = NOON + HeldOrders.HELD.toMillis() + 1;
    try (var stage = stage(null)) {
      stage.setProcessingTime(NOON);
      stage.processElement(new StreamRecord<>(Orders.ofUser("ana.keller", NOON)));
      stage.setProcessingTime(later);
      stage.processElement(new StreamRecord<>(Orders.ofUser("ben.moss", later)));

      assertThat(forbids(stage, NOON - 1)).isFalse();
      assertThat(operator(stage).taken).isEqualTo(2);
    }
  }

  @Test
  void leavesUndoneWhatItCannotOpen() throws Exception {
    KeyedRecord broken =
        new KeyedRecord("request-1", "{}".getBytes(UTF_8), new Origin("erasures", 0, 7, NOON));
    KeyedRecord tombstone =
        new KeyedRecord("request-1", new byte[0], new Origin("erasures", 0, 8, NOON));
    try (var stage = stage(null)) {
      stage.processElement(new StreamRecord<>(broken));
      stage.processElement(new StreamRecord<>(tombstone));

      assertThat(operator(stage).taken).isZero();
      assertThat(forbids(stage, NOON - Duration.ofDays(1).toMillis())).isFalse();
    }
  }

  private static boolean forbids(
      OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord> stage, long observed) {
    return operator(stage).orders.forbid(observed, traces -> traces.in("ana.keller"));
  }

  private static Stage operator(OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord> stage) {
    return (Stage) stage.getOneInputOperator();
  }

  private static OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord> stage(
      OperatorSubtaskState restored) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord>(new Stage());
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  /** A stage that remembers nobody. */
  private static final class Stage extends AbstractStreamOperator<KeyedRecord>
      implements OneInputStreamOperator<KeyedRecord, KeyedRecord> {
    private static final long serialVersionUID = 1L;

    private transient HeldOrders orders;
    private transient int taken;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      orders =
          HeldOrders.restored(
              context.getOperatorStateStore(),
              Orders.SETTINGS,
              "stage",
              getRuntimeContext().getTaskInfo());
    }

    @Override
    public void processElement(StreamRecord<KeyedRecord> element) throws Exception {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      taken += orders.take(element.getValue(), now).isPresent() ? 1 : 0;
    }
  }
}
