package io.pixelated.streams.jobs.meeting;

import java.io.Serializable;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** How a subtask finds the meetings of its operator. */
@FunctionalInterface
public interface MeetingPlace extends Serializable {
  /** The meetings of {@code operator} for the subtask that runs in {@code environment}. */
  Meeting enter(Environment environment, OperatorID operator);

  /** The meetings that the JobManager holds, of an operator made by {@link MeetingOperators}. */
  static MeetingPlace jobManager() {
    return JobManagerMeeting::new;
  }
}
