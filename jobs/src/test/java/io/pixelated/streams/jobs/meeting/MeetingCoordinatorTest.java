package io.pixelated.streams.jobs.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // not every test is about the answer
class MeetingCoordinatorTest {
  private static final OperatorID OPERATOR = new OperatorID();

  private final MeetingCoordinator coordinator =
      new MeetingCoordinator(new MockOperatorCoordinatorContext(OPERATOR, 2));

  private record AnyEvent() implements OperatorEvent {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void answersEverySubtaskOnceTheLastHasCome() {
    CompletableFuture<CoordinationResponse> first = attend(0, 0, 7);
    assertThat(first).isNotDone();

    CompletableFuture<CoordinationResponse> second = attend(1, 0, 3);

    assertThat(outcome(first)).isEqualTo(7);
    assertThat(outcome(second)).isEqualTo(7);
  }

  @Test
  void waitsForTheNextAttemptOfASubtaskThatFailed() {
    attend(0, 0, 7);
    coordinator.executionAttemptFailed(0, 0, new IllegalStateException("lost"));

    CompletableFuture<CoordinationResponse> staying = attend(1, 0, 3);
    assertThat(staying).isNotDone();
    attend(0, 1, 5);

    assertThat(outcome(staying)).isEqualTo(5);
  }

  @Test
  void forgetsWhoHadComeWhenTheJobIsRestored() {
    attend(0, 0, 7);

    coordinator.resetToCheckpoint(1, new byte[0]);

    assertThat(attend(1, 1, 3)).isNotDone();
    assertThat(outcome(attend(0, 1, 2))).isEqualTo(3);
  }

  @Test
  void hasNothingToRememberInACheckpoint() {
    CompletableFuture<byte[]> state = new CompletableFuture<>();

    coordinator.checkpointCoordinator(1, state);

    assertThat(state).isCompletedWithValueMatching(bytes -> bytes.length == 0);
  }

  @Test
  void takesNoEventsWhichACheckpointWouldHoldBack() {
    assertThatThrownBy(() -> coordinator.handleEventFromOperator(0, 0, new AnyEvent()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("subtasks send requests, not events");
  }

  @Test
  void isMadeForTheOperatorItWasDefinedFor() throws Exception {
    MeetingCoordinator.Provider provider = new MeetingCoordinator.Provider(OPERATOR);

    assertThat(provider.getOperatorId()).isEqualTo(OPERATOR);
    assertThat(provider.create(new MockOperatorCoordinatorContext(OPERATOR, 1)))
        .isInstanceOf(MeetingCoordinator.class);
  }

  private CompletableFuture<CoordinationResponse> attend(int subtask, int attempt, long value) {
    return coordinator.handleCoordinationRequest(
        new MeetingRequest("subject", subtask, attempt, value));
  }

  private static long outcome(CompletableFuture<CoordinationResponse> answer) {
    return ((CollectCoordinationResponse) answer.join()).getLastCheckpointedOffset();
  }
}
