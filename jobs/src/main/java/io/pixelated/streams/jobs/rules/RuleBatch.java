package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.util.List;

/**
 * Changes of rules that take effect together.
 *
 * @param generation number of the rules that there are with them; grows with every batch
 * @param documents records of {@code detection.rules}, in their order
 */
public record RuleBatch(long generation, List<RuleDocument> documents) {
  public RuleBatch {
    if (generation < 1) {
      throw new IllegalArgumentException("generation " + generation + " is not a changed one");
    }
    documents = List.copyOf(documents);
  }
}
