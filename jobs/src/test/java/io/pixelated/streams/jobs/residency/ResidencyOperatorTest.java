package io.pixelated.streams.jobs.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.connectors.cleared.ClearedType;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.jobs.meeting.LocalMeetings;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ResidencyOperatorTest {
  private static final String STRICT =
      """
      version: "strict"
      purposes: [security]
      profiles:
        none: {}
      regimes:
        - {id: gdpr, title: t, clause: c, precedence: 1, classes: [PERSONAL], jurisdictions: [EU],
           permitted: [eu-west-1], leaving: whole}
        - {id: ccpa, title: t, clause: c, precedence: 2, classes: [PERSONAL], jurisdictions: [US],
           permitted: [us-west-2], leaving: whole}
      """;
  private static final Classification EU =
      Classification.of(List.of(DataClass.PERSONAL), List.of("EU"));

  private long offset;

  private static TwoInputStreamOperatorTestHarness<Request, RulingChange, Cleared> started(
      OperatorSubtaskState state) throws Exception {
    ResidencyOperator operator =
        new ResidencyOperator(
            new KeyLocation(KeyLocation.DEVELOPMENT),
            "eu-central-1",
            List::of,
            List::of,
            new LocalMeetings(1));
    var harness =
        new TwoInputStreamOperatorTestHarness<Request, RulingChange, Cleared>(operator, 1, 1, 0);
    harness.setup(ClearedType.INSTANCE.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();

    settle(harness);
    return harness;
  }

  private static void settle(TwoInputStreamOperatorTestHarness<?, ?, ?> harness) throws Exception {
    var mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }

  private static StreamRecord<Request> event(long time, Classification classification) {
    return new StreamRecord<>(
        Request.toStore(
            RecordKind.THREAT_EVENTS,
            "e-" + time,
            classification,
            "eu-central-1",
            time,
            "{\"action\":\"login\",\"actor\":{\"user\":\"ana.keller\"}}".getBytes(UTF_8)));
  }

  private StreamRecord<RulingChange> policies(long number, String text) {
    return new StreamRecord<>(
        new RulingChange(
            number,
            false,
            false,
            new KeyedRecord(
                "policies", text.getBytes(UTF_8), new Origin("policies", 0, offset++, 9_000))));
  }

  private static List<String> versions(
      TwoInputStreamOperatorTestHarness<Request, RulingChange, Cleared> harness) {
    return harness.getSideOutput(ResidencyOperator.AUDIT).stream()
        .map(StreamRecord::getValue)
        .map(AuditRecord::policyVersion)
        .toList();
  }

  @Test
  void changesPoliciesAtOneEventTimeThatOutlivesARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      harness.processElement1(event(1_000, EU));
      harness.processElement2(policies(1, STRICT));
      settle(harness);
      harness.processElement1(event(1_000, EU));
      harness.processElement1(event(1_001, EU));
      harness.processElement1(event(900, EU));

      assertThat(versions(harness))
          .containsExactly("2026-11-22", "2026-11-22", "strict", "2026-11-22");
      assertThat(harness.extractOutputValues())
          .filteredOn(cleared -> !cleared.isRemoval())
          .hasSize(3);
      state = harness.snapshot(1, 1);
    }
    try (var harness = started(state)) {
      harness.processElement1(event(1_000, EU));
      harness.processElement1(event(1_001, EU));

      assertThat(versions(harness)).containsExactly("2026-11-22", "strict");
    }
  }

  @Test
  void rejectsBrokenPoliciesAndStaysWithThoseThereAre() throws Exception {
    try (var harness = started(null)) {
      harness.processElement2(policies(1, STRICT.replace("eu-west-1", "eu-wst-1")));
      settle(harness);
      harness.processElement1(event(1_000, EU));

      assertThat(versions(harness)).containsExactly("2026-11-22");
      assertThat(harness.getSideOutput(ResidencyOperator.REJECTED))
          .singleElement()
          .extracting(StreamRecord::getValue)
          .satisfies(
              letter ->
                  assertThat(letter.reason())
                      .contains("permitted adds no region")
                      .doesNotContain("eu-wst-1"));
      assertThat(harness.getSideOutput(ResidencyOperator.ALERTS))
          .singleElement()
          .extracting(StreamRecord::getValue)
          .satisfies(
              alert ->
                  assertThat(new String(alert.toJson(), UTF_8))
                      .contains("residency-policies-rejected", "\"escalate_at\":14409000"));
    }
  }

  @Test
  void takesPoliciesOfATopicThatWasCreatedAnewAndSaysSo() throws Exception {
    try (var harness = started(null)) {
      harness.processElement1(event(1_000, EU));
      offset = 9;
      harness.processElement2(policies(1, STRICT));
      settle(harness);
      RulingChange change = policies(2, STRICT.replace("strict", "anew")).getValue();
      KeyedRecord first =
          new KeyedRecord(
              change.record().key(), change.record().value(), new Origin("policies", 0, 0, 9_000));
      harness.processElement2(new StreamRecord<>(new RulingChange(2, false, true, first)));
      settle(harness);
      harness.processElement1(event(2_000, EU));

      assertThat(versions(harness)).containsExactly("2026-11-22", "anew");
      assertThat(harness.getSideOutput(ResidencyOperator.ALERTS))
          .singleElement()
          .extracting(alert -> alert.getValue().condition())
          .isEqualTo("residency-policies-anew");
      assertThat(harness.getSideOutput(ResidencyOperator.REJECTED))
          .singleElement()
          .satisfies(letter -> assertThat(letter.getValue().reason()).contains("it was taken"));
    }
  }

  @Test
  void removesWhatAnEarlierAttemptStoredUnderTheRulingThatThenHeld() throws Exception {
    OperatorSubtaskState state;
    try (var harness = started(null)) {
      harness.processElement1(event(1_000, EU));
      state = harness.snapshot(1, 1);
      harness.processElement1(event(1_500, EU));
      assertThat(harness.extractOutputValues()).noneMatch(Cleared::isRemoval);
    }
    // The failure came before the change was known. Now it is known before the record comes again.
    try (var harness = started(state)) {
      harness.processElement2(policies(1, STRICT.replace("eu-west-1", "us-east-1")));
      settle(harness);
      harness.processElement1(event(1_500, EU));

      assertThat(harness.getSideOutput(ResidencyOperator.QUARANTINED)).hasSize(1);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              cleared -> {
                assertThat(cleared.id()).isEqualTo("e-1500");
                assertThat(cleared.isRemoval()).isTrue();
                assertThat(cleared.outcome()).isEqualTo("quarantine");
              });
    }
  }

  @Test
  void alertsOnceWhereNoRegionIsPermittedByAllRegimes() throws Exception {
    Classification both = Classification.of(List.of(DataClass.PERSONAL), List.of("EU", "US"));
    try (var harness = started(null)) {
      harness.processElement2(policies(1, STRICT));
      settle(harness);
      for (int i = 0; i < 3; i++) {
        harness.processElement1(event(1_000 + i, both));
      }

      assertThat(harness.getSideOutput(ResidencyOperator.QUARANTINED)).hasSize(3);
      assertThat(harness.getSideOutput(ResidencyOperator.ALERTS))
          .singleElement()
          .extracting(StreamRecord::getValue)
          .satisfies(
              alert -> {
                assertThat(alert.condition()).isEqualTo("residency-no-region");
                assertThat(alert.toString()).doesNotContain("ana.keller");
              });
    }
  }
}
