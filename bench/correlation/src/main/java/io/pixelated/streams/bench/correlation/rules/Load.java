package io.pixelated.streams.bench.correlation.rules;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.bench.correlation.load.MatchFeed;
import io.pixelated.streams.bench.correlation.load.RuleMix;
import io.pixelated.streams.bench.correlation.load.Rules;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.RuleDocument;
import java.time.Duration;
import java.util.List;

/**
 * The rules and matches of both benchmarks here.
 *
 * @param rules documents of detection rules and correlations
 * @param matches what is routed to the correlations
 */
record Load(List<RuleDocument> rules, Feed<RoutedMatch> matches) {
  static final int RULES = 1_000;
  static final int GROUPS = 100_000;

  /** Matches in a second of event time; a group that is not busy has one in 210 s. */
  static final int PER_SECOND = 600;

  static Load prepare() {
    List<RuleDocument> documents = new RuleMix(RULES).documents();
    List<Correlation> direct =
        Rules.compiled(documents).correlations().stream().filter(Rules::takesMatches).toList();
    return new Load(
        documents, new MatchFeed(direct, GROUPS, PER_SECOND, Stages.OUT_OF_ORDERNESS.toMillis()));
  }

  /** How many matches make the windows as full as they get: those of the longest timespan. */
  static long warmUp(boolean quick) {
    return PER_SECOND * (quick ? Duration.ofMinutes(10) : Duration.ofHours(1)).toSeconds();
  }
}
