package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.util.List;
import java.util.Map;

/**
 * All that must be remembered of the rules of a subtask.
 *
 * @param oldest number of the oldest generation that is kept; -1 if there is none yet
 * @param documents per key the documents of that generation that matter
 * @param read per partition of {@code detection.rules} the last offset that was taken in
 * @param changes per later generation what it changes; it may have no time yet
 * @param times per generation that has its time, from when on it holds
 */
record RuleMemory(
    long oldest,
    Map<String, List<RuleDocument>> documents,
    Map<String, Long> read,
    Map<Long, List<RuleDocument>> changes,
    Map<Long, Long> times) {
  RuleMemory {
    documents = Map.copyOf(documents);
    read = Map.copyOf(read);
    changes = Map.copyOf(changes);
    times = Map.copyOf(times);
  }

  /** The same with other times. */
  RuleMemory withTimes(Map<Long, Long> others) {
    return new RuleMemory(oldest, documents, read, changes, others);
  }
}
