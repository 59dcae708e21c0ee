package io.pixelated.streams.jobs.regional.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.privacy.PrivacyNote;
import io.pixelated.streams.privacy.breach.BreachFact;
import io.pixelated.streams.privacy.breach.BreachFact.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreachClockTest {
  private static final long BEGIN = 1_700_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, BreachFact, OpsAlert> clock;

  @BeforeEach
  void begin() throws Exception {
    clock = harness();
    clock.open();
    clock.setProcessingTime(BEGIN);
  }

  @AfterEach
  void end() throws Exception {
    clock.close();
  }

  @Test
  void tellsAtEveryMarkAndWhenTheTimeIsOver() throws Exception {
    learn(Kind.PERSONAL, BEGIN);
    learn(Kind.CONFIRMED, BEGIN);

    for (long hour = 1; hour <= 100; hour++) {
      clock.setProcessingTime(BEGIN + hour * HOUR);
      assertThat(conditions())
          .hasSize(hour < 24 ? 0 : hour < 48 ? 1 : hour < 68 ? 2 : hour < 72 ? 3 : 4);
    }
    assertThat(conditions())
        .containsExactly("breach-24-hours", "breach-48-hours", "breach-68-hours", "breach-lapsed");
    assertThat(outcomes()).containsExactly("started", "lapsed");
  }

  @Test
  void stopsWhenTheAuthorityWasNotified() throws Exception {
    learn(Kind.CONFIRMED, BEGIN);
    learn(Kind.PERSONAL, BEGIN);
    clock.setProcessingTime(BEGIN + 30 * HOUR);
    learn(Kind.NOTIFIED, BEGIN + 30 * HOUR);
    clock.setProcessingTime(BEGIN + 100 * HOUR);

    assertThat(conditions()).containsExactly("breach-24-hours");
    assertThat(outcomes()).containsExactly("started", "stopped");
  }

  @Test
  void stopsWhenTheSocTakesItBackAndBeginsAnewWhenItIsConfirmedAgain() throws Exception {
    learn(Kind.PERSONAL, BEGIN);
    learn(Kind.CONFIRMED, BEGIN);
    clock.setProcessingTime(BEGIN + 23 * HOUR);
    learn(Kind.DISMISSED, BEGIN + 23 * HOUR);
    clock.setProcessingTime(BEGIN + 40 * HOUR);
    assertThat(conditions()).isEmpty();

    learn(Kind.CONFIRMED, BEGIN + 40 * HOUR);
    clock.setProcessingTime(BEGIN + 65 * HOUR);
    assertThat(conditions()).containsExactly("breach-24-hours");
  }

  @Test
  void doesNotRunForWhatHoldsNoPersonalData() throws Exception {
    learn(Kind.CONFIRMED, BEGIN);
    clock.setProcessingTime(BEGIN + 100 * HOUR);

    assertThat(conditions()).isEmpty();
    learn(Kind.PERSONAL, BEGIN + 100 * HOUR); // it turns out that it does
    clock.setProcessingTime(BEGIN + 101 * HOUR);
    assertThat(conditions()).containsExactly("breach-lapsed");
  }

  @Test
  void tellsAfterARestartWhatBecameDueMeanwhile() throws Exception {
    learn(Kind.PERSONAL, BEGIN);
    learn(Kind.CONFIRMED, BEGIN);
    OperatorSubtaskState snapshot = clock.snapshot(1, BEGIN);
    clock.close();
    clock = harness();
    clock.initializeState(snapshot);
    clock.open();

    clock.setProcessingTime(BEGIN + 50 * HOUR);

    assertThat(conditions()).containsExactly("breach-48-hours");
  }

  @Test
  void waitsForNoticesThatAreStillBeingRead() throws Exception {
    learn(Kind.PERSONAL, BEGIN - 200 * HOUR);
    learn(Kind.CONFIRMED, BEGIN - 200 * HOUR);
    learn(Kind.NOTIFIED, BEGIN - 150 * HOUR);
    clock.setProcessingTime(BEGIN + HOUR);

    assertThat(conditions()).isEmpty();
  }

  @Test
  void forgetsWhatIsOver() throws Exception {
    learn(Kind.PERSONAL, BEGIN);
    learn(Kind.CONFIRMED, BEGIN);
    clock.setProcessingTime(BEGIN + BreachClock.REMEMBERED.toMillis());

    assertThat(clock.numKeyedStateEntries()).isZero();
    assertThat(clock.numProcessingTimeTimers()).isZero();
  }

  private void learn(Kind kind, long at) throws Exception {
    clock.processElement(new StreamRecord<>(new BreachFact("i-1", kind, at)));
  }

  private List<String> conditions() {
    return clock.extractOutputValues().stream().map(OpsAlert::condition).toList();
  }

  private List<String> outcomes() {
    Queue<StreamRecord<PrivacyNote>> notes = clock.getSideOutput(BreachClock.NOTES);
    return notes == null
        ? List.of()
        : notes.stream().map(note -> note.getValue().outcome()).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, BreachFact, OpsAlert> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new BreachClock("eu-central-1", Duration.ofMinutes(1))),
        BreachFact::incidentId,
        Types.STRING);
  }
}
