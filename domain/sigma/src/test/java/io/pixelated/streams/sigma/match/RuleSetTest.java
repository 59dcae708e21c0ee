package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  @Test
  void asksOnlyRulesOfTheEventsLogSources() {
    RuleSet set =
        RuleSet.of(
            List.of(
                rule("p", "{product: windows}", "F: x"),
                rule("pc", "{product: Windows, category: process_creation}", "F: x"),
                rule("c", "{category: process_creation}", "F: x"),
                rule("s", "{service: sysmon}", "F: x"),
                rule("o", "{product: linux, category: process_creation}", "F: x")));
    var sources =
        new LogSources(Set.of("windows"), Set.of("process_creation"), Set.of("sysmon", "Security"));
    assertThat(set.match(FlatEvent.of(sources).text("F", "x").build()))
        .extracting(match -> match.rule().key())
        .containsExactly("p", "pc", "c", "s");
    assertThat(set.applicableTo(sources)).isEqualTo(4);
    assertThat(set.applicableTo(new LogSources(Set.of(), Set.of(), Set.of()))).isZero();
  }

  @Test
  void replacesAndRemovesSingleRules() {
    RuleSet first =
        RuleSet.of(
            List.of(
                rule("a", "{product: windows}", "F: x"), rule("b", "{product: windows}", "F: x")));
    RuleSet changed = first.with(rule("a", "{product: windows}", "G: y"));
    assertThat(matches(changed, Events.of("F", "x"))).containsExactly("b");
    assertThat(matches(changed, Events.of("G", "y"))).containsExactly("a");
    assertThat(matches(changed.without("b"), Events.of("F", "x"))).isEmpty();
    assertThat(matches(changed.without("nobody"), Events.of("F", "x"))).containsExactly("b");
    assertThat(matches(first, Events.of("F", "x"))).containsExactly("a", "b");
    assertThat(changed.rule("a")).isPresent();
    assertThat(changed.size()).isEqualTo(2);
  }

  @Test
  void findsManyLiteralsOfALargeAlphabet() {
    Random random = new Random(7);
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      literals.add(
          random
              .ints(12, 0x4e00, 0x9fff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }
    RuleSet set =
        RuleSet.of(
            List.of(
                rule(
                    "many",
                    "{product: windows}",
                    "F|contains: [" + String.join(", ", literals) + "]")));

    for (String literal : literals.subList(0, 50)) {
      assertThat(matches(set, Events.of("F", "x" + literal + "y"))).containsExactly("many");
      assertThat(matches(set, Events.of("F", literal.substring(1)))).isEmpty();
    }
  }

  @Test
  void explainsAMatchByTheValuesThatMadeIt() {
    RuleSet set =
        RuleSet.of(
            List.of(
                Rules.detecting(
                    """
                      s:
                        Image|endswith: \\cmd.exe
                        Args|contains: [alpha, beta]
                      t: {User: nobody}
                      k: [needle]
                      n: {Absent: null}
                      f: {Image|contains: cygwin}
                      condition: (s or t) and k and n and not f
                    """)));
    List<RuleMatch> matches =
        set.match(
            Events.of(
                "Image", "C:\\CMD.exe",
                "Args", List.of("Beta 1", "gamma", "ALPHA"),
                "User", "somebody",
                "Note", "a Needle"));
    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).fields())
        .isEqualTo(
            Map.of(
                "Image", List.of("C:\\CMD.exe"),
                "Args", List.of("Beta 1", "ALPHA"),
                "Note", List.of("a Needle")));
  }

  @Test
  void boundsAndCountsRegularExpressionsThatBacktrack() {
    RuleSet set =
        RuleSet.of(List.of(Rules.detecting("  s: {F|re: '^(a+)+\\1$'}\n  condition: s\n")));
    assertThat(set.match(Events.of("F", "aa"))).hasSize(1);
    assertThat(set.overruns()).isZero();
    assertThat(set.match(Events.of("F", "a".repeat(5_000) + "!"))).isEmpty();
    assertThat(set.overruns()).isEqualTo(1);
  }

  @Test
  void runsRegularExpressionsOfRe2SyntaxInLinearTime() {
    RuleSet set = RuleSet.of(List.of(Rules.detecting("  s: {F|re: '^(a+)+$'}\n  condition: s\n")));
    assertThat(set.match(Events.of("F", "a".repeat(50_000) + "!"))).isEmpty();
    assertThat(set.overruns()).isZero();
  }

  private static List<String> matches(RuleSet set, FlatEvent event) {
    return set.match(event).stream().map(match -> match.rule().key()).toList();
  }

  private static DetectionRule rule(String id, String logSource, String item) {
    return (DetectionRule)
        RuleLoader.standard()
            .read(
                "test.yml",
                "title: T\nid: %s\nlogsource: %s\ndetection:\n  s:\n    %s\n  condition: s\n"
                    .formatted(id, logSource, item))
            .rules()
            .get(0);
  }
}
