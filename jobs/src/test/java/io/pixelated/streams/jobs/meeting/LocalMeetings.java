package io.pixelated.streams.jobs.meeting;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** Meetings of subtasks that run in the test's own process, one after another. */
public final class LocalMeetings implements MeetingPlace {
  private static final long serialVersionUID = 1L;
  private static final Map<Integer, MeetingTable> TABLES = new ConcurrentHashMap<>();
  private static final AtomicInteger CREATED = new AtomicInteger();

  private final int id = CREATED.incrementAndGet();
  private final int subtasks;

  public LocalMeetings(int subtasks) {
    this.subtasks = subtasks;
    TABLES.put(id, new MeetingTable());
  }

  @Override
  public Meeting enter(Environment environment, OperatorID operator) {
    return enter(environment.getTaskInfo().getIndexOfThisSubtask(), 0);
  }

  public Meeting enter(int subtask, int attempt) {
    return new Meeting() {
      @Override
      public CompletableFuture<Long> attend(String subject, long value) {
        MeetingTable table = TABLES.get(id);
        synchronized (table) {
          return table.attend(new MeetingRequest(subject, subtask, attempt, value), subtasks);
        }
      }

      @Override
      public void close() {}
    };
  }
}
