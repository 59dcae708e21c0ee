package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.incidents.KeyedSnapshot;
import io.pixelated.streams.jobs.meeting.Meeting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * What decides at a first start: what all subtasks found, each of which has read the topics to
 * where they ended then. What only some of them found is left to come as a change.
 */
final class FirstRulings {
  private FirstRulings() {}

  static RulingBook read(KeyedSnapshot policies, KeyedSnapshot approvals, Meeting meeting)
      throws IOException, InterruptedException {
    return RulingBook.first(
        common("first policies", policies, meeting), common("first approvals", approvals, meeting));
  }

  private static List<KeyedRecord> common(String subject, KeyedSnapshot snapshot, Meeting meeting)
      throws IOException, InterruptedException {
    List<KeyedRecord> found = snapshot.read();
    if (found.stream().map(record -> record.origin().partition()).distinct().count() > 1) {
      throw new IOException(
          subject + ": the topic has more than one partition, so it has no order; give it one");
    }
    long end = found.isEmpty() ? -1 : found.get(found.size() - 1).origin().offset();
    long common = -greatest(subject, -end, meeting);
    return found.stream().filter(record -> record.origin().offset() <= common).toList();
  }

  private static long greatest(String subject, long value, Meeting meeting)
      throws IOException, InterruptedException {
    try {
      return meeting.attend(subject, value).get();
    } catch (ExecutionException e) {
      throw new IOException("the subtasks could not agree on the " + subject, e);
    }
  }
}
