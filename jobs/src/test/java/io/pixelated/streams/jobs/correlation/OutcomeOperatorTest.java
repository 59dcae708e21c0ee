package io.pixelated.streams.jobs.correlation;

import static io.pixelated.streams.events.AlertState.CONFIRMED;
import static io.pixelated.streams.events.AlertState.FINAL;
import static io.pixelated.streams.events.AlertState.PROVISIONAL;
import static io.pixelated.streams.events.AlertState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.jobs.erasure.Orders;
import io.pixelated.streams.jobs.erasure.SnapshotBytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class OutcomeOperatorTest {
  /** Read by operators that were serialized on the way. */
  private static final List<Alert> TOPIC = new ArrayList<>();

  private static long askedSince;

  @Test
  void letsEverythingPassUntilSomethingFails() throws Exception {
    TOPIC.clear();
    TOPIC.add(alert(PROVISIONAL, 1_000));
    try (var harness = started(null)) {
      harness.processElement1(new StreamRecord<>(alert(PROVISIONAL, 1_000)));
      harness.processElement1(new StreamRecord<>(alert(FINAL, 1_000)));
      harness.processWatermark1(new Watermark(2_000));

      assertThat(states(harness)).containsExactly(PROVISIONAL, FINAL);
    }
  }

  @Test
  void withdrawsWhatWasAnnouncedAndNeverComesAgain() throws Exception {
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      harness.processWatermark1(new Watermark(999));
      assertThat(states(harness)).isEmpty();

      harness.processWatermark1(new Watermark(1_000));
      assertThat(states(harness)).containsExactly(WITHDRAWN);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void confirmsWhatBecomesFinalWithoutBeingAnnouncedAgain() throws Exception {
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      harness.processElement1(new StreamRecord<>(alert(FINAL, 1_000)));
      harness.processWatermark1(new Watermark(1_000));

      assertThat(states(harness)).containsExactly(CONFIRMED, FINAL);
    }
  }

  @Test
  void confirmsOnceWhatItsCorrelationConfirmsAsWell() throws Exception {
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      harness.processElement1(new StreamRecord<>(alert(FINAL, 1_000)));
      harness.processElement1(new StreamRecord<>(alert(CONFIRMED, 1_000)));
      harness.processWatermark1(new Watermark(1_000));

      assertThat(states(harness)).containsExactly(CONFIRMED, FINAL);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void leavesTheOutcomeToTheCorrelationThatAnnouncesItAgain() throws Exception {
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      harness.processElement1(new StreamRecord<>(alert(PROVISIONAL, 1_000)));
      harness.processElement1(new StreamRecord<>(alert(WITHDRAWN, 1_000)));
      harness.processWatermark1(new Watermark(1_000));

      assertThat(states(harness)).containsExactly(PROVISIONAL, WITHDRAWN);
    }
  }

  @Test
  void remembersOrphansThroughAnotherFailure() throws Exception {
    OperatorSubtaskState state;
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      state = harness.snapshot(2, 2);
    }
    TOPIC.clear();
    try (var harness = started(state)) {
      harness.processWatermark1(new Watermark(1_000));

      assertThat(states(harness)).containsExactly(WITHDRAWN);
    }
  }

  @Test
  void readsBackNoMoreThanWhatTheCheckpointDoesNotCover() throws Exception {
    try (var harness = restored(alert(PROVISIONAL, 1_000))) {
      assertThat(askedSince).isEqualTo(500_000 - 60_000);
    }
  }

  @Test
  void withdrawsOrphansAboutSomebodyWhoIsForgottenWithoutAWordOfThem() throws Exception {
    OperatorSubtaskState state;
    try (var harness = restored(about("ana.keller"))) {
      harness.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", 600_000)));

      assertThat(states(harness)).containsExactly(WITHDRAWN);
      assertThat(harness.extractOutputValues().toString()).doesNotContain("ana.keller");
      state = harness.snapshot(2, 2);
      assertThat(SnapshotBytes.of(state).contain("ana.keller")).isFalse();
    }
    try (var harness = started(state)) {
      assertThat(states(harness)).as("read back again").containsExactly(WITHDRAWN);
      assertThat(SnapshotBytes.of(harness.snapshot(3, 3)).contain("ana.keller")).isFalse();
    }
  }

  private static Alert about(String user) {
    Alert alert = alert(PROVISIONAL, 1_000);
    return new Alert(
        alert.id(),
        alert.rule(),
        alert.generation(),
        alert.state(),
        alert.region(),
        alert.time(),
        alert.from(),
        Map.of("user", user),
        alert.count(),
        alert.eventIds(),
        List.of(new Entity(EntityType.USER, user)),
        alert.classification(),
        alert.observed(),
        alert.standalone(),
        alert.tied(),
        alert.replaces(),
        alert.suppressed());
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Alert, KeyedRecord, Alert> restored(
      Alert announced) throws Exception {
    OperatorSubtaskState state;
    TOPIC.clear();
    try (var harness = started(null)) {
      harness.setProcessingTime(500_000);
      state = harness.snapshot(1, 1);
    }
    TOPIC.add(announced);
    return started(state);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Alert, KeyedRecord, Alert> started(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new OutcomeOperator(
                since -> {
                  askedSince = since;
                  return List.copyOf(TOPIC);
                },
                Orders.SETTINGS),
            Alert::id,
            null,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.processWatermarkStatus2(WatermarkStatus.IDLE);
    return harness;
  }

  private static List<AlertState> states(
      KeyedTwoInputStreamOperatorTestHarness<String, Alert, KeyedRecord, Alert> harness) {
    return harness.extractOutputValues().stream().map(Alert::state).toList();
  }

  private static Alert alert(AlertState state, long time) {
    return new Alert(
        "alert-1",
        new RuleRef("many-failed", "1", "Many failed", Level.HIGH, List.of()),
        "",
        state,
        "eu-central-1",
        time,
        time,
        Map.of("user", "ana"),
        BigDecimal.TEN,
        List.of(),
        List.of(),
        Classification.UNKNOWN,
        time,
        true,
        false,
        "",
        0);
  }
}
