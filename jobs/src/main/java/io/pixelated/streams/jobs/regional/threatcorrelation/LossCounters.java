package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.Step;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of what correlation left out. */
final class LossCounters {
  private final Counter late;
  private final Counter thinned;
  private final Counter partialMatches;
  private final Counter suppressed;
  private final Counter notNumber;
  private final Counter groups;

  LossCounters(MetricGroup metrics) {
    late = metrics.counter("lateMatches");
    thinned = metrics.counter("thinnedMatches");
    partialMatches = metrics.counter("partialMatchesGivenUp");
    suppressed = metrics.counter("suppressedFirings");
    notNumber = metrics.counter("matchesWithoutNumber");
    groups = metrics.counter("groupsRefused");
  }

  void add(Step.Losses losses) {
    late.inc(losses.late());
    thinned.inc(losses.thinned());
    partialMatches.inc(losses.partialMatches());
    suppressed.inc(losses.suppressed());
    notNumber.inc(losses.notNumber());
    groups.inc(losses.groups());
  }
}
