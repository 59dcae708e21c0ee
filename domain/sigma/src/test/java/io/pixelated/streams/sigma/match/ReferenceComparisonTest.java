package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceComparisonTest {

  private static final int RULES = 2_000;
  private static final int EVENTS = 200;

  @Test
  void agreesWithTheReferenceOnGeneratedRulesAndEvents() {
    RandomRules random = new RandomRules(20261122);
    List<FlatEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(random.event());
    }
    int matched = 0;
    for (int i = 0; i < RULES; i++) {
      String detection = random.detection();
      DetectionRule rule = Rules.detecting(detection);
      RuleSet set = RuleSet.of(List.of(rule));
      for (FlatEvent event : events) {
        boolean expected = new ReferenceMatcher(event).matches(rule);
        assertThat(!set.match(event).isEmpty())
            .as("%s%non %s", detection, event)
            .isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isBetween(RULES * EVENTS / 10, RULES * EVENTS * 9 / 10);
  }
}
