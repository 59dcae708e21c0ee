package io.pixelated.streams.jobs.incidents;

import static io.pixelated.streams.jobs.incidents.IncidentStages.desk;
import static io.pixelated.streams.jobs.incidents.IncidentStages.inhibitions;
import static io.pixelated.streams.jobs.incidents.IncidentStages.qualities;
import static io.pixelated.streams.jobs.incidents.IncidentStages.reports;
import static io.pixelated.streams.jobs.incidents.IncidentStages.silences;
import static io.pixelated.streams.jobs.incidents.IncidentStages.strands;
import static io.pixelated.streams.jobs.incidents.Signals.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Claim;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.incidents.silence.Finding;
import io.pixelated.streams.incidents.silence.Silenced;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The operators around incidents, with a clock that the test holds. */
class IncidentOperatorsTest {
  private static final long HOUR = 3_600_000;
  private static final long NOON = 1_795_176_000_000L;
  private static final Entity ANA = new Entity(EntityType.USER, "ana");
  private static final Entity MACHINE = new Entity(EntityType.HOST, "ws-1");

  @Test
  void reportsRepetitionsOnceASecondAndForgetsThemAfterTheHorizon() throws Exception {
    try (var harness = strands()) {
      harness.setProcessingTime(NOON);
      for (int i = 0; i < 50; i++) {
        harness.processElement1(new StreamRecord<>(signal("d" + i, NOON + i, ANA)));
      }
      assertThat(harness.extractOutputValues()).hasSize(1);
      harness.setProcessingTime(NOON + 1_000);
      assertThat(harness.extractOutputValues()).hasSize(2);
      assertThat(harness.extractOutputValues().get(1).cluster().ids()).hasSize(50);

      harness.processWatermark1(new Watermark(NOON + 29 * HOUR));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void keepsNoMoreStrandsThanItMayOfARuleThatNamesEndlessUsersAndCountsWhatIsLost()
      throws Exception {
    int most = 500;
    int flood = 5 * most;
    IncidentPolicy policy = policy("strands: 20000", "strands: " + most);
    try (var harness = strands(policy, null)) {
      harness.setProcessingTime(NOON);
      for (int i = 0; i < flood; i++) {
        harness.processElement1(new StreamRecord<>(signal("d" + i, NOON + i, user(i))));
      }
      int kept = harness.numKeyedStateEntries();
      assertThat(kept).isBetween(most, 3 * most);
      // Another rule is none the worse for it.
      Signal other = signal("r2", "other", NOON, user(flood));
      harness.processElement1(new StreamRecord<>(other));
      assertThat(harness.numKeyedStateEntries()).isEqualTo(kept + 1);

      OperatorSubtaskState snapshot = harness.snapshot(1, 1);
      try (var restored = strands(policy, snapshot)) {
        for (int i = 0; i < 200; i++) {
          restored.processElement1(
              new StreamRecord<>(signal("m" + i, NOON + flood + i, user(flood + 1 + i))));
        }
        int more = restored.numKeyedStateEntries() - kept - 1;
        assertThat(more).as("the crowd is remembered").isLessThan(100);
      }
    }
  }

  @Test
  void writesAnUpdateASecondClosesAfterQuietAndLeavesNoState() throws Exception {
    try (var harness = desk(null)) {
      harness.setProcessingTime(NOON);
      for (Report report :
          reports(NOON, signal("d1", NOON, ANA), signal("d2", NOON + 1, MACHINE, ANA))) {
        harness.processElement1(new StreamRecord<>(report));
      }
      assertThat(changes(harness)).containsExactly(IncidentChange.OPENED);
      harness.setProcessingTime(NOON + 999);
      assertThat(changes(harness)).hasSize(1);
      harness.setProcessingTime(NOON + 1_000);
      assertThat(changes(harness)).endsWith(IncidentChange.UPDATED).hasSize(2);

      harness.processWatermark1(new Watermark(NOON + 4 * HOUR));
      assertThat(changes(harness)).hasSize(2);
      harness.processWatermark1(new Watermark(NOON + 4 * HOUR + 1));
      assertThat(changes(harness)).endsWith(IncidentChange.CLOSED).hasSize(3);
      harness.processWatermark1(new Watermark(NOON + 29 * HOUR));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void goesOnAfterARestoreWithTheGraphThatItHad() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = desk(null)) {
      harness.setProcessingTime(NOON);
      for (Report report : reports(NOON, signal("d1", NOON, ANA), signal("d2", NOON, MACHINE))) {
        harness.processElement1(new StreamRecord<>(report));
      }
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = desk(snapshot)) {
      harness.setProcessingTime(NOON + 60_000);
      for (Report report : reports(NOON, signal("d3", NOON + 1, MACHINE, ANA))) {
        harness.processElement1(new StreamRecord<>(report));
      }
      assertThat(changes(harness))
          .containsExactlyInAnyOrder(IncidentChange.UPDATED, IncidentChange.MERGED);
      assertThat(harness.extractOutputValues())
          .filteredOn(i -> i.change() == IncidentChange.UPDATED)
          .singleElement()
          .matches(i -> i.evidenceCount() == 3);
    }
  }

  @Test
  void silencesByEventTimeMarksWhatItSilencesAndDeadLettersWhatItCannotRead() throws Exception {
    try (var harness = silences()) {
      String silence =
          "{\"matchers\":[{\"name\":\"user\",\"value\":\"ana\"}],"
              + "\"startsAt\":\"2026-11-20T00:00:00Z\",\"endsAt\":\"2026-11-20T12:00:00Z\"}";
      harness.processElement2(new StreamRecord<>(record("s1", silence)));
      harness.processElement2(new StreamRecord<>(record("s2", "{\"matchers\":[]}")));
      harness.processElement1(new StreamRecord<>(finding(signal("d1", NOON - 1, ANA))));
      harness.processElement1(new StreamRecord<>(finding(signal("d2", NOON, ANA))));
      harness.processElement2(new StreamRecord<>(record("s1", "")));
      harness.processElement1(new StreamRecord<>(finding(signal("d3", NOON - 1, ANA))));

      assertThat(harness.extractOutputValues())
          .extracting(s -> s.evidence().id())
          .containsExactly("d2", "d3");
      assertThat(harness.getSideOutput(SilenceFunction.SILENCED))
          .extracting(StreamRecord::getValue)
          .extracting(Silenced::evidence, Silenced::by)
          .containsExactly(tuple("d1", "s1"));
      assertThat(harness.getSideOutput(SilenceFunction.DEAD_LETTERS))
          .extracting(r -> r.getValue().reason())
          .singleElement()
          .asString()
          .contains("matchers has none", "startsAt is missing");
    }
  }

  @Test
  void inhibitsATargetThatCameBeforeItsSource() throws Exception {
    Claim claim = new Claim("i1", "key", HOUR, "outage");
    try (var harness = inhibitions(null)) {
      Signal target = signal("t1", NOON + 5, ANA);
      Signal early = signal("t0", NOON - 5, ANA);
      harness.processElement1(new StreamRecord<>(new Claimed(target, List.of(), List.of(claim))));
      harness.processElement1(new StreamRecord<>(new Claimed(early, List.of(), List.of(claim))));
      harness.processElement1(
          new StreamRecord<>(new Claimed(signal("s", NOON, MACHINE), List.of(claim), List.of())));
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark1(new Watermark(NOON + 10));

      assertThat(harness.extractOutputValues())
          .extracting(s -> s.evidence().id())
          .containsExactly("t0");
      assertThat(harness.getSideOutput(InhibitFunction.INHIBITED))
          .extracting(r -> r.getValue().evidence())
          .containsExactly("t1");
      harness.processWatermark1(new Watermark(NOON + 27 * HOUR));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void decidesOnEverythingThatWaitedForOneTimeThroughARestore() throws Exception {
    Claim claim = new Claim("i1", "key", HOUR, "outage");
    OperatorSubtaskState snapshot;
    try (var harness = inhibitions(null)) {
      harness.processElement1(waitingFor(claim, "t0"));
      harness.processElement1(waitingFor(claim, "t1"));
      snapshot = harness.snapshot(1, 1);
      harness.processElement1(waitingFor(claim, "t2"));
      harness.processWatermark1(new Watermark(NOON + 5));
      assertThat(harness.extractOutputValues())
          .extracting(s -> s.evidence().id())
          .containsExactly("t0", "t1", "t2");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
    try (var harness = inhibitions(snapshot)) {
      harness.processElement1(waitingFor(claim, "t3"));
      harness.snapshot(2, 2);
      harness.processElement1(waitingFor(claim, "t4"));
      harness.processWatermark1(new Watermark(NOON + 5));
      assertThat(harness.extractOutputValues())
          .extracting(s -> s.evidence().id())
          .containsExactly("t0", "t1", "t3", "t4");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void countsVerdictsAndForgetsCasesAMonthAfterTheyWereTouched() throws Exception {
    try (var harness = qualities()) {
      harness.setProcessingTime(NOON);
      String verdict =
          "{\"verdict\":\"false_positive\",\"analyst\":\"ana\",\"time\":\"2026-11-20T12:00:00Z\"}";
      for (Incident incident : incidents(signal("d1", NOON, ANA))) {
        harness.processElement1(new StreamRecord<>(incident));
        harness.processElement2(new StreamRecord<>(record(incident.id(), verdict)));
        harness.processElement2(new StreamRecord<>(record(incident.id(), verdict)));
        harness.processElement2(new StreamRecord<>(record(incident.id(), "{}")));
      }
      assertThat(harness.extractOutputValues())
          .extracting(RuleQuality::falsePositives)
          .containsExactly(1L);
      assertThat(harness.getSideOutput(QualityFunction.DEAD_LETTERS)).hasSize(1);
      harness.setProcessingTime(NOON + 32 * 24 * HOUR);
      assertThat(harness.numKeyedStateEntries()).as("the count of the rule stays").isEqualTo(1);
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  private static List<IncidentChange> changes(
      KeyedTwoInputStreamOperatorTestHarness<String, Report, KeyedRecord, Incident> harness) {
    return harness.extractOutputValues().stream().map(Incident::change).toList();
  }

  private static List<Incident> incidents(Signal... signals) throws Exception {
    try (var harness = desk(null)) {
      harness.setProcessingTime(NOON);
      for (Report report : reports(NOON, signals)) {
        harness.processElement1(new StreamRecord<>(report));
      }
      return harness.extractOutputValues();
    }
  }

  private static IncidentPolicy policy(String shipped, String changed) throws IOException {
    try (InputStream yaml = IncidentPolicyFile.class.getResourceAsStream("incidents.yaml")) {
      String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains(shipped);
      return IncidentPolicyFile.parse(text.replace(shipped, changed));
    }
  }

  private static StreamRecord<Claimed> waitingFor(Claim claim, String id) {
    return new StreamRecord<>(new Claimed(signal(id, NOON + 5, ANA), List.of(), List.of(claim)));
  }

  private static Entity user(int number) {
    return new Entity(EntityType.USER, "user-" + number);
  }

  private static Finding finding(Signal signal) {
    return Finding.of(signal, Map.of("user", List.of("ana"), "rule", List.of("r1")));
  }

  private static KeyedRecord record(String key, String json) {
    return new KeyedRecord(
        key, json.getBytes(StandardCharsets.UTF_8), new Origin("soc", 0, 0, NOON));
  }
}
