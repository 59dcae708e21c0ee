package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.reference.Event;
import io.pixelated.streams.reference.Rule;
import io.pixelated.streams.sigma.load.RuleCollection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.predicate.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the engine against the reference. {@code -Dstreams.seeds=N} tries N seeds from the clock on
 * besides the fixed ones.
 */
class ReferenceComparisonTest {

  private static final int RULES = 1_500;
  private static final int EVENTS = 150;
  private static final Placeholders PLACEHOLDERS = new Placeholders(RandomRules.PLACEHOLDERS);

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>(List.of(20261122L, 1L, 2L));
    for (int i = 0; i < Integer.getInteger("streams.seeds", 0); i++) {
      seeds.add(System.nanoTime() + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheReferenceOnGeneratedRulesAndEvents(long seed) {
    RandomRules random = new RandomRules(seed);
    Map<String, Rule> references = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < RULES; i++) {
      String id = "r" + i;
      String text = random.rule(id);
      texts.put(id, text);
      references.put(id, Rule.read(text, RandomRules.PLACEHOLDERS).get(0));
      all.append("---\n").append(text);
    }
    RuleCollection rules =
        RuleCollection.of(
            RuleLoader.standard().withPlaceholders(PLACEHOLDERS).read("all", all.toString()));
    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.detections()).hasSize(RULES);
    RuleSet set = RuleSet.of(rules.detections(), PLACEHOLDERS);
    int matched = 0;
    for (int i = 0; i < EVENTS; i++) {
      Map<String, Object> fields = random.fields();
      Set<String> found = new TreeSet<>();
      set.match(Events.of(fields)).forEach(match -> found.add(match.rule().key()));
      Event event = Event.of(fields);
      for (Map.Entry<String, Rule> reference : references.entrySet()) {
        boolean expected = reference.getValue().matches(event);
        assertThat(found.contains(reference.getKey()))
            .as("seed %s: %s%non %s", seed, texts.get(reference.getKey()), fields)
            .isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isBetween(RULES * EVENTS / 10, RULES * EVENTS * 9 / 10);
  }
}
