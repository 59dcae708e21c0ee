package io.pixelated.streams.jobs.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.jobgraph.tasks.TaskOperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.util.SerializedValue;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // not every test is about the answer
class JobManagerMeetingTest {
  private static final OperatorID OPERATOR = new OperatorID();

  private final Wire wire = new Wire();

  /** Brings requests to a coordinator as bytes, and loses as many answers as it is told to. */
  private static final class Wire implements TaskOperatorEventGateway {
    private final MeetingCoordinator coordinator =
        new MeetingCoordinator(new MockOperatorCoordinatorContext(OPERATOR, 2));
    private final List<MeetingRequest> sent = new ArrayList<>();
    private int losses;

    @Override
    public void sendOperatorEventToCoordinator(
        OperatorID operator, SerializedValue<OperatorEvent> event) {
      throw new AssertionError("a meeting sends no events");
    }

    @Override
    public CompletableFuture<CoordinationResponse> sendRequestToCoordinator(
        OperatorID operator, SerializedValue<CoordinationRequest> request) {
      assertThat(operator).isEqualTo(OPERATOR);
      MeetingRequest read;
      try {
        read = (MeetingRequest) request.deserializeValue(getClass().getClassLoader());
      } catch (IOException | ClassNotFoundException e) {
        throw new AssertionError(e);
      }
      sent.add(read);
      CompletableFuture<CoordinationResponse> answer = coordinator.handleCoordinationRequest(read);
      if (losses > 0) {
        losses--;
        return CompletableFuture.failedFuture(new TimeoutException("no answer in time"));
      }
      return answer;
    }
  }

  @Test
  void bringsItsValueAndHearsTheGreatest() {
    CompletableFuture<Long> first = meeting(0).attend("subject", 7);
    assertThat(first).isNotDone();

    CompletableFuture<Long> second = meeting(1).attend("subject", 3);

    assertThat(first).isCompletedWithValue(7L);
    assertThat(second).isCompletedWithValue(7L);
    assertThat(wire.sent)
        .containsExactly(
            new MeetingRequest("subject", 0, 4, 7), new MeetingRequest("subject", 1, 4, 3));
  }

  @Test
  void asksAgainUntilItHearsAnAnswer() {
    wire.losses = 2;

    CompletableFuture<Long> first = meeting(0).attend("subject", 7);
    assertThat(wire.sent).hasSize(3);
    meeting(1).attend("subject", 3).join();

    assertThat(first).isCompletedWithValue(7L);
  }

  @Test
  void hearsOfAnOutcomeThatItMissed() {
    meeting(0).attend("subject", 7);
    wire.losses = 1;

    assertThat(meeting(1).attend("subject", 3)).isCompletedWithValue(7L);
    assertThat(wire.sent).hasSize(3);
  }

  @Test
  void sendsNothingAgainOnceItIsClosed() {
    Deque<Runnable> later = new ArrayDeque<>();
    JobManagerMeeting meeting = new JobManagerMeeting(wire, OPERATOR, 0, 4, later::add);
    wire.losses = 2;
    CompletableFuture<Long> outcome = meeting.attend("subject", 7);

    meeting.close();
    while (!later.isEmpty()) {
      later.remove().run();
    }

    assertThat(outcome).isNotDone();
    // one was under way already
    assertThat(wire.sent).hasSize(2);
  }

  private JobManagerMeeting meeting(int subtask) {
    return new JobManagerMeeting(wire, OPERATOR, subtask, 4, Runnable::run);
  }
}
