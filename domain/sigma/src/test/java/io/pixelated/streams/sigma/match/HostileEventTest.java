package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What rules may cost over one event is counted in steps, so these tests need no clock. */
class HostileEventTest {

  @Test
  void sharesOneBudgetAmongAllBacktrackingRules() {
    RuleSet set = RuleSet.of(rules(40, i -> "F|re: '^(a+)+\\1x" + i + "$'"));
    assertThat(set.match(Events.of("F", "a".repeat(20_000) + "!"))).isEmpty();
    assertThat(set.overruns()).isEqualTo(40);
    assertThat(set.match(Events.of("F", "aax7"))).hasSize(1);
    assertThat(set.overruns()).isEqualTo(40);
  }

  @Test
  void boundsTheComparisonOfEveryValueWithEveryOther() {
    RuleSet set = RuleSet.of(List.of(Rules.detecting("  s: {F|fieldref: G}\n  condition: s\n")));
    FlatEvent hostile =
        Events.of("F", Collections.nCopies(20_000, "x"), "G", Collections.nCopies(20_000, "y"));
    assertThat(set.match(hostile)).isEmpty();
    assertThat(set.overruns()).isPositive();
    assertThat(set.match(Events.of("F", List.of("a", "b"), "G", List.of("c", "b")))).hasSize(1);
  }

  @Test
  void findsOneOfThousandsInALongList() {
    String wholes = list(1_200, i -> "value-" + i);
    String ends = list(1_200, i -> "-" + i + ".example.org");
    String parts = list(1_200, i -> "/path" + i + "/");
    RuleSet set =
        RuleSet.of(
            List.of(
                Rules.detecting(
                    "  s: {A: [%s], B|endswith: [%s], C|contains: [%s]}\n  condition: s\n"
                        .formatted(wholes, ends, parts))));
    assertThat(
            set.match(
                Events.of("A", "VALUE-1199", "B", "x-77.example.org", "C", "http://h/PATH12/x")))
        .hasSize(1);
    assertThat(
            set.match(
                Events.of("A", "value-1199", "B", "x-77.example.org", "C", "http://h/path/x")))
        .isEmpty();
  }

  @Test
  void findsWhatManyLiteralsShareIfOneOfThemIsThere() {
    String alike = list(400, i -> "abcdefgh" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
    RuleSet set =
        RuleSet.of(
            List.of(Rules.detecting("  s: {F|contains: [%s]}\n  condition: s\n".formatted(alike))));
    assertThat(set.match(Events.of("F", "abcdefgh-".repeat(2_000)))).isEmpty();
    assertThat(set.match(Events.of("F", "abcdefgh-".repeat(2_000) + "ABCDEFGHzb"))).hasSize(1);
  }

  @Test
  void explainsAMatchByAFewValuesOfALongArray() {
    RuleSet set = RuleSet.of(List.of(Rules.detecting("  s: {F|contains: x}\n  condition: s\n")));
    List<String> values = IntStream.range(0, 10_000).mapToObj(i -> "x" + i).toList();
    Map<String, List<String>> fields = set.match(Events.of("F", values)).get(0).fields();
    assertThat(fields.get("F")).isEqualTo(values.subList(0, RuleMatch.MOST_VALUES));
  }

  @Test
  void findsLongPatternsInRepetitiveText() {
    String pattern = "ab".repeat(500) + "c";
    RuleSet set =
        RuleSet.of(
            List.of(
                Rules.detecting(
                    "  s: {F|contains: '%s*%s'}\n  condition: s\n".formatted(pattern, pattern))));
    String text = "ab".repeat(20_000);
    assertThat(set.match(Events.of("F", text + "c" + text))).isEmpty();
    assertThat(set.match(Events.of("F", text + "c" + text + "c" + text))).hasSize(1);
  }

  private interface Numbered {
    String of(int number);
  }

  private static String list(int size, Numbered value) {
    return IntStream.range(0, size)
        .mapToObj(i -> "'" + value.of(i) + "'")
        .collect(Collectors.joining(", "));
  }

  private static List<DetectionRule> rules(int count, Numbered item) {
    List<DetectionRule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(ChangedRulesTest.rule("rule-" + i, item.of(i)));
    }
    return rules;
  }
}
