package io.pixelated.streams.jobs.meeting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.jobgraph.tasks.TaskOperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.util.SerializedValue;

/**
 * The way to the JobManager. An answer may take as long as the slowest subtask, longer than Flink
 * waits for one; then the question is asked again.
 */
final class JobManagerMeeting implements Meeting {
  private static final Executor AFTER_A_PAUSE =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final TaskOperatorEventGateway gateway;
  private final OperatorID operator;
  private final int subtask;
  private final int attempt;
  private final Executor beforeAskingAgain;
  private volatile boolean closed;

  JobManagerMeeting(Environment environment, OperatorID operator) {
    this(
        environment.getOperatorCoordinatorEventGateway(),
        operator,
        environment.getTaskInfo().getIndexOfThisSubtask(),
        environment.getTaskInfo().getAttemptNumber(),
        AFTER_A_PAUSE);
  }

  /**
   * @param beforeAskingAgain what waits before a question is asked again
   */
  JobManagerMeeting(
      TaskOperatorEventGateway gateway,
      OperatorID operator,
      int subtask,
      int attempt,
      Executor beforeAskingAgain) {
    this.gateway = gateway;
    this.operator = operator;
    this.subtask = subtask;
    this.attempt = attempt;
    this.beforeAskingAgain = beforeAskingAgain;
  }

  @Override
  public CompletableFuture<Long> attend(String subject, long value) {
    return ask(new MeetingRequest(subject, subtask, attempt, value))
        .thenApply(JobManagerMeeting::outcomeIn);
  }

  @Override
  public void close() {
    closed = true;
  }

  private CompletableFuture<CoordinationResponse> ask(MeetingRequest request) {
    return send(request).exceptionallyCompose(failure -> askAgain(request));
  }

  private CompletableFuture<CoordinationResponse> askAgain(MeetingRequest request) {
    return closed
        ? new CompletableFuture<>()
        : CompletableFuture.supplyAsync(() -> request, beforeAskingAgain).thenCompose(this::ask);
  }

  private CompletableFuture<CoordinationResponse> send(MeetingRequest request) {
    try {
      return gateway.sendRequestToCoordinator(
          operator, new SerializedValue<CoordinationRequest>(request));
    } catch (IOException e) {
      throw new UncheckedIOException("a record of numbers and text can be serialized", e);
    }
  }

  /**
   * An answer is read with Flink's own class loader, which does not know the job's classes: it
   * travels in one of Flink's.
   */
  static CoordinationResponse answer(long outcome) {
    return new CollectCoordinationResponse("", outcome, List.of());
  }

  private static long outcomeIn(CoordinationResponse answer) {
    return ((CollectCoordinationResponse) answer).getLastCheckpointedOffset();
  }
}
