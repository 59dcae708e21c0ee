package io.pixelated.streams.bench.correlation.load;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RuleMixTest {
  private static final int RULES = 1_000;
  private static final int GROUPS = 5_000;

  private final Rulebook rulebook = Rules.compiled(new RuleMix(RULES).documents());

  @Test
  void holdsEveryKindOfCorrelation() {
    Map<CorrelationType, Long> types =
        rulebook.correlations().stream()
            .filter(WindowCorrelation.class::isInstance)
            .map(WindowCorrelation.class::cast)
            .collect(groupingBy(WindowCorrelation::type, counting()));

    assertThat(rulebook.correlations()).hasSize(RULES);
    assertThat(types).containsOnlyKeys(CorrelationType.values());
    assertThat(rulebook.correlations()).filteredOn(Sequence.class::isInstance).hasSize(70);
    assertThat(rulebook.correlations()).filteredOn(rule -> rule.depth() > 1).hasSize(50);
  }

  @Test
  void routesMatchesToGroupsOfRulesThatTakeThem() {
    Feed<RoutedMatch> feed = feed();
    Set<String> groups = new HashSet<>();
    for (long i = 0; i < 20_000; i++) {
      RoutedMatch match = feed.at(i, 0);
      Correlation rule = rulebook.correlation(match.correlation()).orElseThrow();
      assertThat(rule.rules()).containsAll(match.events().get(0).rules());
      assertThat(match.group()).hasSameSizeAs(rule.grouping().fields());
      groups.add(match.key());
    }

    assertThat(groups).hasSizeBetween(GROUPS * 9 / 10, GROUPS);
  }

  @Test
  void comesAsFarOutOfOrderAsTheWatermarkAllows() {
    Feed<RoutedMatch> feed = feed();

    assertThat(LongStream.range(0, 20_000).filter(i -> feed.time(i + 1) < feed.time(i)).count())
        .isGreaterThan(1_000);
    assertThat(LongStream.range(0, 20_000)).allMatch(i -> feed.time(i + 1) > feed.watermark(i));
  }

  private Feed<RoutedMatch> feed() {
    List<Correlation> direct =
        rulebook.correlations().stream().filter(Rules::takesMatches).toList();
    return new MatchFeed(direct, GROUPS, 600, 120_000);
  }
}
