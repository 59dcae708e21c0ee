package io.pixelated.streams.jobs.meeting;

import java.util.concurrent.CompletableFuture;

/** One subtask's way to the place where all subtasks of its operator meet. */
public interface Meeting extends AutoCloseable {
  /**
   * Comes to the meeting on a subject. Subjects are used once; another run of the operator, after a
   * restore, may use them again.
   *
   * @param value what this subtask brings
   * @return the greatest value that any subtask brought, once all have come; it completes on some
   *     other thread, and never fails: what is lost on the way is sent again
   */
  CompletableFuture<Long> attend(String subject, long value);

  /** Sends nothing again from now on. */
  @Override
  void close();
}
