package io.pixelated.streams.privacy.erasure;

import java.util.Objects;

/**
 * What one subtask of a stage did about an {@link ErasureOrder}. Holds nothing of the subject.
 *
 * @param requestId id of the request
 * @param job name of the job, such as {@code threat-correlation}
 * @param stage the stage, such as {@code incidents}
 * @param subtask number of the subtask, from 0
 * @param subtasks how many subtasks the stage has: as many reports make it complete
 * @param cleared how many keys, groups or entries were cleared
 * @param eventTime event time that the stage had reached, epoch milliseconds
 * @param processedAt when it was done, by the clock, epoch milliseconds
 */
public record ErasureReport(
    String requestId,
    String job,
    String stage,
    int subtask,
    int subtasks,
    long cleared,
    long eventTime,
    long processedAt) {
  public ErasureReport {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(stage, "stage");
    if (subtask < 0 || subtask >= subtasks) {
      throw new IllegalArgumentException(
          "subtask " + subtask + " of " + subtasks + ": count from 0");
    }
    if (cleared < 0) {
      throw new IllegalArgumentException("cleared is " + cleared + ": give 0 or more");
    }
  }
}
