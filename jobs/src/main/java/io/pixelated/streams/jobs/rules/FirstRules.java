package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.meeting.Meeting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The rules of a first start: those that all subtasks found, each of which has read the topic to
 * where it ended then. What only some of them found is left to come as a change.
 */
public final class FirstRules {
  private FirstRules() {}

  /**
   * Reads them; returns when every subtask has.
   *
   * @throws IOException if they cannot be read
   */
  public static HeldRules read(RuleSnapshot snapshot, RuleSettings ruleSettings, Meeting meeting)
      throws IOException, InterruptedException {
    List<RuleDocument> found = snapshot.read();
    long partitions =
        found.stream().map(document -> document.origin().partition()).distinct().count();
    if (partitions > 1) {
      throw new IOException(
          "the topic of rules has more than one partition, so its records have no order; give it one");
    }
    long end = found.isEmpty() ? -1 : found.get(found.size() - 1).origin().offset();
    long common = -greatest(meeting, -end);
    return HeldRules.first(
        found.stream().filter(document -> document.origin().offset() <= common).toList(),
        ruleSettings);
  }

  private static long greatest(Meeting meeting, long value)
      throws IOException, InterruptedException {
    try {
      return meeting.attend("first rules", value).get();
    } catch (ExecutionException e) {
      throw new IOException("the subtasks could not agree on the first rules", e);
    }
  }
}
