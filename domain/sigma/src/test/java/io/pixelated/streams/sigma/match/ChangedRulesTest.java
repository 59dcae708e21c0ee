package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangedRulesTest {

  private static final int KEYS = 120;
  private static final int CHANGES = 600;
  private static final List<String> SOURCES =
      List.of("{product: windows}", "{product: linux}", "{category: process_creation}");

  private final Random random = new Random(42);
  private final RandomRules rules = new RandomRules(43);
  private final List<FlatEvent> events = new ArrayList<>();

  @Test
  void matchesAfterManyChangesAsIfBuiltAnew() {
    for (int i = 0; i < 20; i++) {
      events.add(rules.event());
      events.add(ofLinux(rules.event()));
    }
    Map<String, DetectionRule> expected = new LinkedHashMap<>();
    RuleSet set = RuleSet.of(List.of());
    for (int i = 0; i < CHANGES; i++) {
      List<DetectionRule> added = new ArrayList<>();
      List<String> removed = new ArrayList<>();
      for (int n = random.nextInt(20) == 0 ? 60 : 1; n > 0; n--) {
        String key = "rule-" + random.nextInt(KEYS);
        if (random.nextInt(3) == 0) {
          removed.add(key);
        } else {
          added.add(rule(key));
        }
      }
      removed.forEach(expected::remove);
      added.forEach(rule -> expected.put(rule.key(), rule));
      set = set.changed(added, removed);
      assertThat(set.size()).isEqualTo(expected.size());
      FlatEvent event = events.get(i % events.size());
      RuleSet fresh = RuleSet.of(expected.values());
      assertThat(set.match(event)).as("change %d", i).isEqualTo(fresh.match(event));
      assertThat(set.applicableTo(event.logSources()))
          .isEqualTo(fresh.applicableTo(event.logSources()));
    }
  }

  @Test
  void leavesEarlierVersionsAsTheyWere() {
    RuleSet first = RuleSet.of(List.of(rule("a", "F: x"), rule("b", "F: x")));
    FlatEvent event = Events.of("F", "x", "G", "y");
    assertThat(keys(first, event)).containsExactly("a", "b");
    RuleSet second = first.without("a");
    RuleSet third = second.with(rule("b", "G: z")).with(rule("c", "G: y"));
    assertThat(keys(second, event)).containsExactly("b");
    assertThat(keys(third, event)).containsExactly("c");
    assertThat(keys(first, event)).containsExactly("a", "b");
    assertThat(third.rule("b")).contains(rule("b", "G: z"));
    assertThat(third.rule("a")).isEmpty();
  }

  @Test
  void forgetsFieldNamesThatNoRuleUsesAnyMore() {
    RuleSet set = RuleSet.of(List.of(rule("a", "F: x")));
    for (int i = 0; i < 10_000; i++) {
      set = set.with(rule("b", "Field" + i + ": x"));
    }
    assertThat(set.fieldSlots()).isLessThan(6_000);
    assertThat(keys(set, Events.of("Field9999", "x", "F", "x"))).containsExactly("a", "b");
    assertThat(keys(set, Events.of("Field9998", "x"))).isEmpty();
  }

  @Test
  void remembersABoundedNumberOfLayoutsAndKinds() {
    RuleSet set = RuleSet.of(List.of(rule("a", "F: x")));
    for (int i = 0; i < 3_000; i++) {
      LogSources sources = new LogSources(Set.of("windows"), Set.of("c" + i % 700), Set.of());
      FlatEvent event = FlatEvent.of(sources).text("F", "x").text("Other" + i, "x").build();
      assertThat(keys(set, event)).containsExactly("a");
    }
    assertThat(set.remembered()).isLessThan(2_000);
  }

  @Test
  void namesThatNoRuleKnowsMakeNoKindsOfEvents() {
    RuleSet set = RuleSet.of(List.of(rule("a", "F: x")));
    for (int i = 0; i < 1_000; i++) {
      LogSources invented = new LogSources(Set.of("windows"), Set.of(), Set.of("s" + i));
      assertThat(set.applicableTo(invented)).isEqualTo(1);
    }
    assertThat(set.remembered()).isEqualTo(1);
  }

  @Test
  void aRuleForANameThatEventsHadBeforeMeetsThem() {
    LogSources sources = new LogSources(Set.of("windows"), Set.of(), Set.of("app"));
    RuleSet set = RuleSet.of(List.of(rule("a", "F: x")));
    FlatEvent event = FlatEvent.of(sources).text("F", "x").build();
    assertThat(keys(set, event)).containsExactly("a");
    DetectionRule ofApp =
        (DetectionRule)
            RuleLoader.standard()
                .read(
                    "b.yml",
                    """
                    title: b
                    id: b
                    logsource: {service: App}
                    detection: {s: {F: x}, condition: s}
                    """)
                .rules()
                .get(0);
    assertThat(keys(set.with(ofApp), event)).containsExactly("a", "b");
    assertThat(keys(set.with(ofApp).without("b"), event)).containsExactly("a");
  }

  @Test
  void remembersNothingOfEventsWithVeryManyValues() {
    RuleSet set = RuleSet.of(List.of(rule("a", "F: x")));
    for (int i = 0; i < 20; i++) {
      FlatEvent.Builder event =
          FlatEvent.of(new LogSources(Set.of("windows"), Set.of(), Set.of())).text("F", "x");
      for (int k = 0; k < 1_000; k++) {
        event.text("n" + i + '_' + k, "");
      }
      assertThat(keys(set, event.build())).containsExactly("a");
    }
    assertThat(set.remembered()).isEqualTo(1);
  }

  private static List<String> keys(RuleSet set, FlatEvent event) {
    return set.match(event).stream().map(match -> match.rule().key()).toList();
  }

  private static FlatEvent ofLinux(FlatEvent event) {
    FlatEvent.Builder copy =
        FlatEvent.of(new LogSources(Set.of("linux"), Set.of("process_creation"), Set.of()));
    for (int value = 0; value < event.size(); value++) {
      copy.text(event.layout().name(value), event.text(value));
    }
    return copy.build();
  }

  private DetectionRule rule(String key) {
    return read(key, SOURCES.get(random.nextInt(SOURCES.size())), rules.plainDetection());
  }

  static DetectionRule rule(String key, String item) {
    return read(key, "{product: windows}", "  s:\n    " + item + "\n  condition: s\n");
  }

  private static DetectionRule read(String key, String logSource, String detection) {
    return (DetectionRule)
        RuleLoader.standard()
            .read(
                "test.yml",
                "title: T\nid: %s\nlogsource: %s\ndetection:\n%s"
                    .formatted(key, logSource, detection))
            .rules()
            .get(0);
  }
}
