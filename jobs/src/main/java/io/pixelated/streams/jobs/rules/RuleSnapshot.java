package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Reads the rules as they stand, before the first event is processed.
 *
 * <p>Rules also arrive as a stream, which is not ordered against the events: a job that waited for
 * it alone would let its first events pass undetected.
 */
@FunctionalInterface
public interface RuleSnapshot extends Serializable {
  /**
   * Every document that is there, oldest first; of a rule the latest counts that can run.
   *
   * @throws IOException if they cannot be read: the job must not start without its rules
   */
  List<RuleDocument> read() throws IOException;
}
