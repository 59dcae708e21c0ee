package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.jobs.correlation.LossCounters;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Takes matches out of what was found out about events, and counts those that are late, for the
 * rules that matched and for those that would have taken the matches.
 */
final class MatchesFunction extends RichFlatMapFunction<Analysis, RoutedMatch> {
  private static final long serialVersionUID = 1L;

  private transient LossCounters losses;

  @Override
  public void open(OpenContext context) {
    losses = new LossCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void flatMap(Analysis analysis, Collector<RoutedMatch> out) {
    if (!analysis.late()) {
      analysis.matches().forEach(out::collect);
      return;
    }
    Losses one = Losses.late(1);
    analysis.detections().forEach(detection -> losses.add(detection.rule().id(), one));
    analysis.matches().forEach(match -> losses.add(match.correlation(), one));
  }
}
