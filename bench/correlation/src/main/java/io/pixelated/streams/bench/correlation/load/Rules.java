package io.pixelated.streams.bench.correlation.load;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.correlation.rulebook.RulebookChange;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import java.util.List;

/** Rules as the job compiles them. */
public final class Rules {
  private Rules() {}

  /**
   * The rulebook of {@code documents}.
   *
   * @throws IllegalStateException if one of them is rejected
   */
  public static Rulebook compiled(List<RuleDocument> documents) {
    RulebookChange change = Rulebook.empty().apply(documents);
    for (RuleStatus status : change.statuses()) {
      if (status.state() == RuleStatus.State.REJECTED) {
        throw new IllegalStateException(
            "a rule of the benchmark was rejected: " + status.file() + ": " + status.reason());
      }
    }
    return change.rulebook();
  }

  /** Whether {@code correlation} takes matches of detection rules, not alerts. */
  public static boolean takesMatches(Correlation correlation) {
    return correlation.depth() == 1;
  }

  /** The keys of what {@code correlation} refers to, in its own order. */
  static List<String> of(Correlation correlation) {
    if (correlation instanceof WindowCorrelation window) {
      return window.orderedRules();
    }
    return ((Sequence) correlation)
        .steps().stream().flatMap(SequenceStep::rules).distinct().toList();
  }
}
