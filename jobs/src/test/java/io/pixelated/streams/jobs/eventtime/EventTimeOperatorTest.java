package io.pixelated.streams.jobs.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Origin;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.TimerGauge;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EventTimeOperatorTest {
  private static final Duration BOUND = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** A record of a test: nothing but its time and place. */
  public record Tick(long time, boolean stale, Origin origin, boolean late) implements Timed<Tick> {
    @Override
    public Tick asLate() {
      return new Tick(time, stale, origin, true);
    }
  }

  @Test
  void givesRecordsTheirTimeAndSendsWatermarksBehindThem() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      harness.setProcessingTime(5_000);
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      harness.setProcessingTime(10_200);

      assertThat(harness.extractOutputStreamRecords())
          .hasSize(2)
          .allSatisfy(record -> assertThat(record.getTimestamp()).isEqualTo(5_000));
      assertThat(harness.getOutput()).contains(new Watermark(4_899));
    }
  }

  @Test
  void marksWhatIsLateAndLetsItPass() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      harness.processElement(new StreamRecord<>(tick(0, 4_000)));

      assertThat(harness.extractOutputValues()).extracting(Tick::late).containsExactly(false, true);
    }
  }

  @Test
  void whatIsStaleDoesNotMoveTime() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(
          new StreamRecord<>(new Tick(900_000, true, new Origin("raw", 0, 0, 0), false)));
      harness.setProcessingTime(20_000);

      assertThat(harness.extractOutputValues()).extracting(Tick::late).containsExactly(true);
      assertThat(harness.getOutput()).noneMatch(Watermark.class::isInstance);
    }
  }

  @Test
  void saysThatItIsIdleAndThatItIsBack() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(20_000);
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));

      List<Object> output = List.copyOf(harness.getOutput());
      assertThat(output).startsWith(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    }
  }

  @Test
  void aPartitionIsNotCalledSilentWhileOthersKeepTheTaskBusy() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 1_000)));
      harness.setProcessingTime(10_000);
      harness.processElement(new StreamRecord<>(tick(1, 1_000)));
      pauses(harness).markEnd();
      for (int second = 10; second < 100; second++) {
        harness.setProcessingTime(second * 1_000L);
        harness.processElement(new StreamRecord<>(tick(0, second * 1_000L)));
      }
      harness.processElement(new StreamRecord<>(tick(1, 1_001)));

      assertThat(harness.extractOutputValues()).noneMatch(Tick::late);
    }
  }

  @Test
  void aTaskThatNeverRestsWaitsForADeadPartitionOnlySoLong() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(1, 1_000)));
      pauses(harness).markEnd();
      long patience = IDLE.toMillis() * ListeningClock.WORKING_SHARE;
      for (long now = 0; now <= 2 * patience; now += 1_000) {
        harness.setProcessingTime(now);
        harness.processElement(new StreamRecord<>(tick(0, 2_000 + now)));
      }

      assertThat(harness.getOutput())
          .filteredOn(Watermark.class::isInstance)
          .last()
          .isEqualTo(new Watermark(2_000 + 2 * patience - 1_000 - 101));
    }
  }

  @Test
  void theEndOfABoundedInputEndsTimeAtItsLatestEvent() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      harness.processElement(new StreamRecord<>(tick(1, 4_000)));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      harness.setProcessingTime(900_000);

      assertThat(List.copyOf(harness.getOutput()))
          .endsWith(new Watermark(5_000), WatermarkStatus.IDLE);
    }
  }

  @Test
  void isHeardWhenTimePassesInSilence() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      harness.setProcessingTime(60_000);

      assertThat(List.copyOf(harness.getOutput()))
          .endsWith(
              WatermarkStatus.IDLE,
              WatermarkStatus.ACTIVE,
              new Watermark(4_899 + 60_000),
              WatermarkStatus.IDLE);
    }
  }

  @Test
  void whatIsLateDoesNotChangeThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 5_000)));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(new StreamRecord<>(tick(0, 4_899)));
      harness.processElement(new StreamRecord<>(tick(0, 4_900)));

      assertThat(harness.extractOutputValues()).extracting(Tick::late).containsExactly(true, false);
    }
  }

  private static Tick tick(int partition, long time) {
    return new Tick(time, false, new Origin("raw", partition, 0, 0), false);
  }

  private static OneInputStreamOperatorTestHarness<Tick, Tick> harness() throws Exception {
    OneInputStreamOperatorTestHarness<Tick, Tick> harness =
        new OneInputStreamOperatorTestHarness<>(
            new EventTimeOperator<Tick>(new EventTimeSettings(BOUND, IDLE, SILENCE)));
    harness.getExecutionConfig().setAutoWatermarkInterval(50);
    pauses(harness).markStart();
    return harness;
  }

  /** What a task tells of when it waits for input. */
  private static TimerGauge pauses(OneInputStreamOperatorTestHarness<?, ?> harness) {
    return harness.getEnvironment().getMetricGroup().getIOMetricGroup().getIdleTimeMsPerSecond();
  }
}
