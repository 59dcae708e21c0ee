package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Step.Losses;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of what correlation left out: of all rules together, and in a group of its own for each
 * rule that loses anything. Metrics cannot be taken back, so only so many rules have a group; the
 * others share one.
 */
public final class LossCounters {
  /** Rules with a metric group of their own, in one subtask of one operator. */
  static final int MOST_RULES = 1_000;

  /** The label of the rules that share a group. */
  static final String OTHERS = "others";

  private static final String RULE = "rule";

  private final MetricGroup metrics;
  private final Counters all;
  private final Map<String, Counters> byRule = new HashMap<>();

  private record Counters(
      Counter late,
      Counter thinned,
      Counter partialMatches,
      Counter suppressed,
      Counter notNumber,
      Counter groups,
      Counter ungrouped) {
    static Counters in(MetricGroup metrics) {
      return new Counters(
          metrics.counter("lateMatches"),
          metrics.counter("thinnedMatches"),
          metrics.counter("partialMatchesGivenUp"),
          metrics.counter("suppressedFirings"),
          metrics.counter("valuesThatAreNoNumber"),
          metrics.counter("matchesOfTooManyGroups"),
          metrics.counter("ungroupedMatches"));
    }

    void add(Losses losses) {
      late.inc(losses.late());
      thinned.inc(losses.thinned());
      partialMatches.inc(losses.partialMatches());
      suppressed.inc(losses.suppressed());
      notNumber.inc(losses.notNumber());
      groups.inc(losses.groups());
    }
  }

  public LossCounters(MetricGroup metrics) {
    this.metrics = metrics;
    this.all = Counters.in(metrics);
  }

  /** Counts what {@code rule} lost. */
  public void add(String rule, Losses losses) {
    if (!losses.equals(Losses.NONE)) {
      all.add(losses);
      of(rule).add(losses);
    }
  }

  /** Counts matches that lack a field which {@code rule} groups by or takes a value from. */
  public void addUngrouped(String rule, long matches) {
    all.ungrouped().inc(matches);
    of(rule).ungrouped().inc(matches);
  }

  private Counters of(String rule) {
    Counters known = byRule.get(rule);
    if (known != null) {
      return known;
    }
    String label = byRule.size() < MOST_RULES ? rule : OTHERS;
    return byRule.computeIfAbsent(label, name -> Counters.in(metrics.addGroup(RULE, name)));
  }
}
