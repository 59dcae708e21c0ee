package io.pixelated.streams.jobs.regional.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeskTest {
  private static final long BEGIN = 1_700_000_000_000L;
  private static final Duration DEADLINE = Duration.ofHours(6);
  private static final List<Duration> SWEEPS = List.of(Duration.ofDays(1), Duration.ofDays(27));

  private KeyedTwoInputStreamOperatorTestHarness<String, Received, ErasureReport, Task> desk;

  @BeforeEach
  void begin() throws Exception {
    desk = harness();
    desk.open();
    desk.setProcessingTime(BEGIN);
  }

  @AfterEach
  void end() throws Exception {
    desk.close();
  }

  @Test
  void letsAnErasureWaitUntilAllStagesHaveReported() throws Exception {
    request("r", "erasure", "");
    report("a", 0, 2);
    report("b", 0, 1);
    report("a", 0, 2);
    assertThat(desk.extractOutputValues()).isEmpty();
    assertThat(orders()).hasSize(1);

    report("a", 1, 2);
    report("a", 1, 2); // told once more

    assertThat(desk.extractOutputValues()).hasSize(1);
    assertThat(desk.extractOutputValues().get(0).reports()).hasSize(4);
  }

  @Test
  void goesOnWithoutThoseThatDoNotReportInTime() throws Exception {
    request("r", "erasure", "");
    report("a", 0, 1);
    desk.setProcessingTime(BEGIN + DEADLINE.toMillis());

    assertThat(desk.extractOutputValues()).hasSize(1);
    assertThat(desk.extractOutputValues().get(0).reports()).hasSize(1);
  }

  @Test
  void takesARequestOnceHoweverOftenItComes() throws Exception {
    request("r", "access", "");
    request("r", "erasure", "");
    request("s", "access", "");

    assertThat(desk.extractOutputValues())
        .extracting(task -> task.received().requestId())
        .containsExactly("r", "s");
  }

  @Test
  void ordersNothingForARequestThatIsRefused() throws Exception {
    request("r", "erasure", "the role may not");

    assertThat(orders()).isEmpty();
    assertThat(desk.extractOutputValues()).hasSize(1);
  }

  @Test
  void goesOnAfterAFailureWhereItWas() throws Exception {
    request("r", "erasure", "");
    report("a", 0, 1);
    OperatorSubtaskState snapshot = desk.snapshot(1, BEGIN);
    desk.close();
    desk = harness();
    desk.initializeState(snapshot);
    desk.open();
    desk.setProcessingTime(BEGIN);

    request("r", "erasure", "");
    report("b", 0, 1);

    assertThat(orders()).isEmpty();
    assertThat(desk.extractOutputValues()).hasSize(1);
  }

  @Test
  void hasLateRowsLookedForAgainThoughItFailsMeanwhile() throws Exception {
    request("r", "erasure", "");
    desk.setProcessingTime(BEGIN + DEADLINE.toMillis());
    long done = BEGIN + DEADLINE.toMillis();
    desk.setProcessingTime(done + SWEEPS.get(0).toMillis() - 1);
    assertThat(desk.extractOutputValues()).hasSize(1);
    desk.setProcessingTime(done + SWEEPS.get(0).toMillis());
    assertThat(desk.extractOutputValues()).hasSize(2);

    OperatorSubtaskState snapshot = desk.snapshot(1, done);
    desk.close();
    desk = harness();
    desk.initializeState(snapshot);
    desk.open();
    desk.setProcessingTime(done + SWEEPS.get(1).toMillis());

    assertThat(desk.extractOutputValues())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.sweep()).isEqualTo(2);
              assertThat(task.before()).as("events from before the order").isEqualTo(BEGIN);
              assertThat(task.received().requestId()).isEqualTo("r");
            });
    assertThat(desk.numKeyedStateEntries()).as("that the request is known").isEqualTo(1);
  }

  @Test
  void looksForLateRowsOfErasuresAlone() throws Exception {
    request("r", "access", "");
    request("s", "erasure", "the role may not");
    desk.setProcessingTime(BEGIN + SWEEPS.get(1).toMillis());

    assertThat(desk.extractOutputValues()).hasSize(2).allMatch(task -> task.sweep() == 0);
  }

  @Test
  void forgetsRequestsThatCannotComeAgain() throws Exception {
    request("r", "erasure", "");
    request("s", "access", "");
    desk.setProcessingTime(BEGIN + DEADLINE.toMillis());
    desk.setProcessingTime(BEGIN + RequestDesk.REMEMBERED.toMillis());

    assertThat(desk.numKeyedStateEntries()).isZero();
  }

  private void request(String id, String kind, String refusal) throws Exception {
    desk.processElement1(
        new StreamRecord<>(
            new Received(id, kind, "subject", BEGIN, "", "request_0", refusal, new byte[0])));
  }

  private void report(String stage, int subtask, int subtasks) throws Exception {
    desk.processElement2(
        new StreamRecord<>(new ErasureReport("r", "job", stage, subtask, subtasks, 1, 0, 0)));
  }

  private List<Received> orders() {
    Queue<StreamRecord<Received>> orders = desk.getSideOutput(RequestDesk.ORDERS);
    return orders == null ? List.of() : orders.stream().map(StreamRecord::getValue).toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Received, ErasureReport, Task>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new RequestDesk("eu-central-1", List.of("job/a", "job/b"), DEADLINE, SWEEPS)),
        Received::requestId,
        ErasureReport::requestId,
        Types.STRING);
  }
}
