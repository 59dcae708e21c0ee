package io.pixelated.streams.jobs.meeting;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestHandler;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Holds the meetings of one operator on the JobManager. All calls come from its main thread.
 *
 * <p>It has no state to restore. Subtasks are answered as requests, not by operator events: those
 * are held back while a checkpoint is under way, and subtasks that stand still until they are
 * answered would hold up the checkpoint in turn.
 */
final class MeetingCoordinator implements OperatorCoordinator, CoordinationRequestHandler {
  private final Context context;
  private final MeetingTable meetings = new MeetingTable();

  MeetingCoordinator(Context context) {
    this.context = context;
  }

  @Override
  public CompletableFuture<CoordinationResponse> handleCoordinationRequest(
      CoordinationRequest request) {
    return meetings
        .attend((MeetingRequest) request, context.currentParallelism())
        .thenApply(JobManagerMeeting::answer);
  }

  @Override
  public void executionAttemptFailed(int subtask, int attemptNumber, Throwable reason) {
    meetings.leave(subtask, attemptNumber);
  }

  @Override
  public void resetToCheckpoint(long checkpointId, byte[] checkpointData) {
    meetings.clear();
  }

  @Override
  public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
    result.complete(new byte[0]);
  }

  @Override
  public void handleEventFromOperator(int subtask, int attemptNumber, OperatorEvent event) {
    throw new UnsupportedOperationException("subtasks send requests, not events");
  }

  @Override
  public void start() {}

  @Override
  public void close() {}

  @Override
  public void notifyCheckpointComplete(long checkpointId) {}

  @Override
  public void subtaskReset(int subtask, long checkpointId) {}

  @Override
  public void executionAttemptReady(int subtask, int attemptNumber, SubtaskGateway gateway) {}

  /** Makes the coordinator where the job's JobManager is. */
  record Provider(OperatorID operator) implements OperatorCoordinator.Provider {
    private static final long serialVersionUID = 1L;

    @Override
    public OperatorID getOperatorId() {
      return operator;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new MeetingCoordinator(context);
    }
  }
}
