package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.Correlation;
import java.util.Objects;

/** What is to become of a match, for the rules that it was made under and those that hold. */
public sealed interface Admission {
  /**
   * It counts at once.
   *
   * @param rule the rule as its group has it
   */
  record Now(Correlation rule) implements Admission {
    public Now {
      Objects.requireNonNull(rule, "rule");
    }
  }

  /**
   * Its rule means something else from its generation on; older events are settled before.
   *
   * @param watermark where event time must have come to
   */
  record Later(long watermark) implements Admission {}

  /** It came before its generation did, which is on its way. */
  record Ahead() implements Admission {}

  /** There is no such rule any more. */
  record Gone() implements Admission {}
}
