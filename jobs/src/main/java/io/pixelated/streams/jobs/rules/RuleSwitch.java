package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.util.List;

/**
 * A generation of rules that has its time.
 *
 * @param generation its number; 0 is the first
 * @param from the event time from which on it holds, epoch milliseconds; {@link Long#MIN_VALUE} for
 *     the first
 * @param documents what changes, in its order; for the first all there is
 */
public record RuleSwitch(long generation, long from, List<RuleDocument> documents) {
  public RuleSwitch {
    if (generation < 0) {
      throw new IllegalArgumentException("generation " + generation + " is negative");
    }
    documents = List.copyOf(documents);
  }
}
