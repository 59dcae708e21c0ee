package io.pixelated.streams.bench.correlation.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.bench.correlation.sequences.OrderedRules.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepFeedTest {
  private static final int RULES = 10;
  private static final int KEYS = 100;

  @ParameterizedTest
  @EnumSource
  void takesOneStepOfOneRuleWithEachEvent(Kind kind) {
    OrderedRules rules = OrderedRules.of(kind, RULES);
    Map<String, String> takers = rules.takers();
    StepFeed feed = new StepFeed(rules.steps(), KEYS);

    assertThat(takers).hasSize(3 * RULES);
    assertThat(rules.numbers()).hasSize(RULES).containsKeys(takers.values().toArray(String[]::new));
    for (long i = 0; i < 1_000; i++) {
      assertThat(takers).containsKey(feed.at(i, 0).rule());
    }
  }

  @Test
  void visitsAllKeysAndCompletesMostChains() {
    List<List<String>> steps = OrderedRules.of(Kind.SEQUENCE, RULES).steps();
    StepFeed feed = new StepFeed(steps, KEYS);
    Set<String> keys = new HashSet<>();
    Map<String, List<String>> chains = new HashMap<>();
    for (long i = 0; i < 3_000; i++) {
      StepEvent event = feed.at(i, 0);
      keys.add(event.key());
      String rule = event.rule();
      int number =
          steps.indexOf(steps.stream().filter(s -> s.contains(rule)).findFirst().orElseThrow());
      chains.computeIfAbsent(event.key() + number, k -> new ArrayList<>()).add(rule);
    }

    assertThat(keys).hasSize(KEYS);
    assertThat(chains.values().stream().filter(steps::contains).count()).isBetween(700L, 950L);
  }
}
