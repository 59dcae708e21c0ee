package io.pixelated.streams.jobs.meeting;

import java.util.Objects;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;

/**
 * What a subtask says when it comes to a meeting.
 *
 * @param subject what the meeting is about
 * @param subtask index of the subtask
 * @param attempt which attempt of the subtask says it
 * @param value what it brings
 */
record MeetingRequest(String subject, int subtask, int attempt, long value)
    implements CoordinationRequest {
  private static final long serialVersionUID = 1L;

  MeetingRequest {
    Objects.requireNonNull(subject, "subject");
  }
}
